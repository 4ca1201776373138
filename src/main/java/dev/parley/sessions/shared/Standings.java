package dev.parley.sessions.shared;

import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import dev.parley.sessions.shared.SharedMap.Change;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.Function;

/**
 * How users stand, and when to look at whom. The time is written before what it is for, so that nobody is forgotten; one too
 * many is dropped when it has come.
 */
final class Standings {
    private final Vertx vertx;
    private final SharedMap standings;
    private final SharedMap times;

    Standings(Vertx vertx, SharedMap standings, SharedMap times) {
        this.vertx = vertx;
        this.standings = standings;
        this.times = times;
    }

    /**
     * What becomes of a user's standing.
     *
     * @param answer what to tell who asked for it
     */
    record Step<R>(Standing next, R answer) {}

    /** A time that has come, as it was written. */
    record Reminder(UserId user, String time) {}

    Future<Standing> read(UserId user) {
        return standings.get(key(user)).map(Standing::read);
    }

    <R> Future<R> update(UserId user, Function<Standing, Step<R>> decide) {
        return standings.update(key(user), text -> {
            Step<R> step = decide.apply(Standing.read(text));
            boolean same = step.next().equals(Standing.read(text));
            return Future.succeededFuture(new Change<>(same ? text : step.next().write(), step.answer()));
        });
    }

    /** The same for a change that has to be looked after at some time. */
    <R> Future<R> update(UserId user, long at, Function<Standing, Step<R>> decide) {
        return times.put(key(user), Long.toString(at)).compose(noted -> update(user, decide));
    }

    /** @return a future completed with the reminders whose time has come, those that wait for longest first */
    Future<List<Reminder>> due(long now) {
        return times.entries()
                .compose(all -> vertx.executeBlocking(() -> all.entrySet().stream()
                        .filter(entry -> time(entry) <= now)
                        .sorted((one, other) -> Long.compare(time(one), time(other)))
                        .map(entry -> new Reminder(UserId.parse(entry.getKey()), entry.getValue()))
                        .toList()));
    }

    /** Puts a reminder off, or drops it where there is nothing to wait for; one that was written since stays. */
    Future<Boolean> putOff(Reminder reminder, long next) {
        Optional<String> text = next == Standing.NEVER ? Optional.empty() : Optional.of(Long.toString(next));
        return times.set(key(reminder.user()), Optional.of(reminder.time()), text);
    }

    /** @return a future completed with those who have sessions on a node, as far as the board knows */
    Future<List<UserId>> on(NodeId node) {
        return standings.entries().compose(all -> vertx.executeBlocking(() -> naming(node, all)));
    }

    private static List<UserId> naming(NodeId node, Map<String, String> all) {
        return all.entrySet().stream()
                .filter(entry ->
                        Standing.read(Optional.of(entry.getValue())).nodes().contains(node))
                .map(entry -> UserId.parse(entry.getKey()))
                .toList();
    }

    private static long time(Entry<String, String> entry) {
        return Long.parseLong(entry.getValue());
    }

    private static String key(UserId user) {
        return user.toString();
    }
}
