package dev.parley.accounts;

import dev.parley.accounts.TieStore.Word;
import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.Changed;
import dev.parley.model.ConversationId.Direct;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Notes who wrote to whom, and lets every node know where it is news. One transaction notes all that came while the one before
 * was on its way: a commit costs about the same for many as for one. Safe for use by any thread.
 */
final class Words {
    private static final int MOST_AT_ONCE = 256;

    private final Function<List<Word>, Future<Set<Direct>>> store;
    private final Bus bus;
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean noting;

    /** @param store keeps them; see {@link TieStore#wrote} */
    Words(Function<List<Word>, Future<Set<Direct>>> store, Bus bus) {
        this.store = store;
        this.bus = bus;
    }

    private record Waiting(Word word, Promise<Done> noted) {}

    /** @return a future completed when it is noted */
    Future<Done> note(Word word) {
        Waiting next = new Waiting(word, Promise.promise());
        add(next);
        noteNext();
        return next.noted().future();
    }

    private synchronized void add(Waiting next) {
        waiting.add(next);
    }

    private void noteNext() {
        List<Waiting> group = take();
        if (!group.isEmpty()) {
            store.apply(group.stream().map(Waiting::word).distinct().toList())
                    .onSuccess(this::tell)
                    .map(Done.DONE)
                    .onComplete(done -> end())
                    .onComplete(
                            (noted, cause) -> group.forEach(one -> one.noted().complete(noted, cause)));
        }
    }

    private synchronized List<Waiting> take() {
        if (noting) {
            return List.of();
        }
        List<Waiting> next = waiting.subList(0, Math.min(waiting.size(), MOST_AT_ONCE));
        List<Waiting> group = List.copyOf(next);
        next.clear();
        noting = !group.isEmpty();
        return group;
    }

    private void end() {
        synchronized (this) {
            noting = false;
        }
        noteNext();
    }

    private void tell(Set<Direct> news) {
        if (!news.isEmpty()) {
            bus.publish(MembershipService.CHANGED, new Changed(List.copyOf(news)));
        }
    }
}
