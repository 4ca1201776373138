package dev.parley.persistence;

import dev.parley.bus.Done;
import dev.parley.bus.PersistenceService.Active;
import dev.parley.bus.PersistenceService.Mark;
import dev.parley.bus.PersistenceService.Marked;
import dev.parley.bus.PersistenceService.Marks;
import dev.parley.bus.PersistenceService.OfConversation;
import dev.parley.bus.PersistenceService.OfUsers;
import dev.parley.bus.PersistenceService.Seen;
import dev.parley.model.UserId;
import dev.parley.store.MarkStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Keeps how far users have got and read, and when they were last active. */
final class Marking {
    private static final int MOST_USERS = 1_000;

    private final MarkStore store;

    Marking(MarkStore store) {
        this.store = store;
    }

    Future<Marked> mark(Mark wanted) {
        dev.parley.store.Marks to = new dev.parley.store.Marks(wanted.delivered(), wanted.read());
        return store.move(wanted.user(), wanted.conversation(), to)
                .map(moved -> new Marked(moved.delivered(), moved.read()));
    }

    Future<Marks> marks(OfConversation question) {
        return store.of(question.conversation())
                .map(found -> new Marks(found.entrySet().stream()
                        .map(one -> new Mark(
                                one.getKey(),
                                question.conversation(),
                                one.getValue().delivered(),
                                one.getValue().read()))
                        .toList()));
    }

    Future<Done> active(Active told) {
        Limits.atMost("seen", told.seen().size(), MOST_USERS);
        Map<UserId, Instant> latest = new HashMap<>();
        told.seen().forEach(seen -> latest.merge(seen.user(), seen.at(), Marking::later));
        return store.active(latest).map(Done.DONE);
    }

    Future<Active> lastActive(OfUsers question) {
        Limits.atMost("users", question.users().size(), MOST_USERS);
        return store.lastActive(question.users())
                .map(found -> new Active(found.entrySet().stream()
                        .map(one -> new Seen(one.getKey(), one.getValue()))
                        .toList()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
