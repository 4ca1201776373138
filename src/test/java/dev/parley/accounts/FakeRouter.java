package dev.parley.accounts;

import dev.parley.bus.Bus;
import dev.parley.bus.Bus.Registration;
import dev.parley.bus.MembershipService;
import dev.parley.bus.RouterService;
import dev.parley.bus.RouterService.Announce;
import dev.parley.bus.RouterService.Submitted;
import dev.parley.model.ConversationId;
import dev.parley.model.Event;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.BooleanSupplier;

/** A router that keeps each entry once, by its {@code ref}, and remembers which conversations changed. */
final class FakeRouter {
    /** Entries with smaller ids come too late. */
    volatile long tooOldBelow;

    private final Map<String, Announce> entries = new LinkedHashMap<>();
    private final Set<ConversationId> changed = new CopyOnWriteArraySet<>();
    private final Registration serving;

    FakeRouter(Bus bus) throws Exception {
        this.serving = TestPeople.await(bus.serve(RouterService.ANNOUNCE, this::announce));
        TestPeople.await(bus.subscribe(MembershipService.CHANGED, news -> changed.addAll(news.conversations())));
    }

    private synchronized Future<Submitted> announce(Announce announcement) {
        Message entry = announcement.entry();
        if (entry.id().value() < tooOldBelow) {
            return Future.succeededFuture(new Submitted.OutOfTime(MessageId.timeMillis(tooOldBelow) + 1));
        }
        Announce kept = entries.putIfAbsent(entry.from() + entry.ref(), announcement);
        MessageId id = kept == null ? entry.id() : kept.entry().id();
        notifyAll();
        return Future.succeededFuture(new Submitted.Accepted(id, entry.conversation()));
    }

    /** Stops to answer. */
    void stop() throws Exception {
        TestPeople.await(serving.end());
    }

    /** The log of a conversation, in the order in which it came. */
    synchronized List<Announce> log(ConversationId conversation) {
        return entries.values().stream()
                .filter(one -> one.entry().conversation().equals(conversation))
                .toList();
    }

    /** The same once there are as many entries. */
    synchronized List<Announce> awaitLog(ConversationId conversation, int size) throws InterruptedException {
        await(() -> log(conversation).size() >= size);
        return log(conversation);
    }

    /** The events of a user, as name and body, once there are as many. */
    List<String> awaitEvents(UserId user, int size) throws InterruptedException {
        return awaitLog(new ConversationId.Personal(user), size).stream()
                .map(one -> Event.read(one.entry().text()).name())
                .toList();
    }

    /** The body of a user's last event of that name. */
    synchronized JsonObject body(UserId user, String name) {
        List<Event> events = new ArrayList<>(log(new ConversationId.Personal(user)).stream()
                .map(one -> Event.read(one.entry().text()))
                .toList());
        return events.stream()
                .filter(event -> event.name().equals(name))
                .reduce((earlier, later) -> later)
                .map(event -> new JsonObject(event.body()))
                .orElseThrow(() -> new AssertionError("no " + name + " among " + events));
    }

    boolean sawChange(ConversationId conversation) {
        return changed.contains(conversation);
    }

    void forgetChanges() {
        changed.clear();
    }

    private void await(BooleanSupplier state) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!state.getAsBoolean()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("it did not come about; there is " + entries.values());
            }
            wait(left);
        }
    }
}
