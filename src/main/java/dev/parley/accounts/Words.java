package dev.parley.accounts;

import dev.parley.accounts.TieStore.Word;
import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.Changed;
import dev.parley.model.ConversationId.Direct;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Notes who wrote to whom, many with one commit, and lets every node know where it is news. Safe for use by any thread. */
final class Words {
    private final Bus bus;
    private final Gathering<Word, Set<Direct>> notes;

    /** @param store keeps them; see {@link TieStore#wrote} */
    Words(Function<List<Word>, Future<Set<Direct>>> store, Bus bus) {
        this.bus = bus;
        this.notes = new Gathering<>(words -> store.apply(words).onSuccess(this::tell));
    }

    /** @return a future completed when it is noted */
    Future<Done> note(Word word) {
        return notes.add(word).map(Done.DONE);
    }

    private void tell(Set<Direct> news) {
        if (!news.isEmpty()) {
            bus.publish(MembershipService.CHANGED, new Changed(List.copyOf(news)));
        }
    }
}
