package dev.parley.sessions.shared;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import dev.parley.model.UserId;
import dev.parley.sessions.Due;
import dev.parley.sessions.PresenceBoard;
import dev.parley.sessions.Taken;
import dev.parley.sessions.shared.Standings.Reminder;
import dev.parley.sessions.shared.Standings.Step;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The board in the shared data of Vert.x: of this process alone, or of its cluster, whose clocks are to be within a second or
 * two of each other. The users of a dead node are found by reading the whole board, which suits the sizes that shared data
 * suits.
 */
public final class SharedPresenceBoard implements PresenceBoard {
    /** How long who waits for an answer over the bus is kept waiting. */
    private static final long PATIENCE_MILLIS = 1_800;
    /** How long a sweep may take: less than what it has taken is its own. */
    private static final long SWEEP_MILLIS = CLAIM.toMillis() / 2;

    private final Standings standings;
    private final NodeWatch nodes;
    private final Burials burials;
    private final LongSupplier wallMillis;

    private SharedPresenceBoard(Standings standings, NodeWatch nodes, LongSupplier wallMillis) {
        this.standings = standings;
        this.nodes = nodes;
        this.burials = new Burials(standings, nodes, wallMillis);
        this.wallMillis = wallMillis;
    }

    /** What taking one reminder came to. */
    private record Look(Optional<Due> due, Optional<UserId> untold, long next) {}

    /**
     * Opens the board that all nodes of the cluster share.
     *
     * @return a future completed with it
     */
    public static Future<PresenceBoard> open(Vertx vertx) {
        return open(vertx, System::currentTimeMillis);
    }

    /**
     * The same with another clock.
     *
     * @param wallMillis Unix time in milliseconds
     */
    public static Future<PresenceBoard> open(Vertx vertx, LongSupplier wallMillis) {
        Future<SharedMap> standings = SharedMap.open(vertx, "parley.presence");
        Future<SharedMap> times = SharedMap.open(vertx, "parley.presence-times");
        Future<SharedMap> watched = SharedMap.open(vertx, "parley.presence-nodes");
        Future<SharedMap> numbers = SharedMap.open(vertx, "parley.node-numbers");
        Future<SharedMap> nodes = SharedMap.open(vertx, "parley.node-leases");
        return Future.all(standings, times, watched, numbers, nodes).map(all -> {
            NumberPool pool = new NumberPool(numbers.result(), wallMillis, NodeNumber.COUNT);
            Leases leases = new Leases(nodes.result(), pool, wallMillis);
            return new SharedPresenceBoard(
                    new Standings(vertx, standings.result(), times.result()),
                    new NodeWatch(watched.result(), leases, wallMillis),
                    wallMillis);
        });
    }

    /** Shared data is lost with its last member only, and the sessions with it: who comes again is always news. */
    @Override
    public Future<Set<UserId>> arrived(Set<UserId> users, NodeId node, boolean again) {
        long tellAt = now() + CLAIM.toMillis();
        return guarded(() -> nodes.watch(node)
                .compose(watched -> each(
                        users,
                        user -> standings.update(
                                user,
                                tellAt,
                                standing -> new Step<>(
                                        standing.arrived(node, tellAt),
                                        standing.shown() ? Optional.empty() : Optional.of(user))))));
    }

    @Override
    public Future<Optional<Due>> leaving(UserId user, Instant activeAt, Duration after) {
        long at = now() + after.toMillis();
        return guarded(() -> standings.update(user, at, standing -> {
            Standing next = standing.leaving(at, activeAt.toEpochMilli());
            return standing.shown()
                    ? new Step<>(next, Optional.of(due(user, next)))
                    : new Step<>(standing, Optional.empty());
        }));
    }

    @Override
    public Future<Void> bury(Duration after, Consumer<Set<UserId>> found) {
        return burials.bury(after, found).recover(SharedPresenceBoard::failed);
    }

    @Override
    public Future<Taken> take(int most) {
        return swept(() -> standings.due(now()).compose(reminders -> {
            List<Future<Look>> looks =
                    reminders.stream().limit(most).map(this::look).toList();
            return Future.all(looks).map(all -> taken(looks, reminders.size() > most));
        }));
    }

    @Override
    public Future<Set<UserId>> decide(List<Due> due, Set<UserId> online) {
        long tellAt = now() + CLAIM.toMillis();
        return swept(() -> each(
                due,
                one -> standings.update(one.user(), tellAt, standing -> {
                    boolean held = standing.shown() && standing.lookAt() == one.claim();
                    if (!held) {
                        return new Step<>(standing, Optional.empty());
                    }
                    return online.contains(one.user())
                            ? new Step<>(standing.stays(), Optional.empty())
                            : new Step<>(standing.gone(tellAt), Optional.of(one.user()));
                })));
    }

    @Override
    public Future<Void> told(Set<UserId> online, Set<UserId> offline) {
        return swept(() -> Future.all(told(online, true), told(offline, false)).mapEmpty());
    }

    @Override
    public Future<Set<UserId>> online(Set<UserId> users) {
        return guarded(() -> each(
                users,
                user -> standings.read(user).map(standing -> standing.shown() ? Optional.of(user) : Optional.empty())));
    }

    private Future<Look> look(Reminder reminder) {
        long now = now();
        Future<Look> look = standings.update(reminder.user(), standing -> {
            Standing next = standing.taken(now, now + CLAIM.toMillis());
            boolean due = standing.shown() && standing.lookAt() <= now;
            boolean untold = standing.tellAt() <= now;
            return new Step<>(
                    next,
                    new Look(
                            due ? Optional.of(due(reminder.user(), next)) : Optional.empty(),
                            untold ? Optional.of(reminder.user()) : Optional.empty(),
                            next.next()));
        });
        return look.compose(found -> standings.putOff(reminder, found.next()).map(found));
    }

    private static Taken taken(List<Future<Look>> looks, boolean more) {
        List<Look> all = looks.stream().map(Future::result).toList();
        return new Taken(
                all.stream().flatMap(look -> look.due().stream()).toList(),
                all.stream().flatMap(look -> look.untold().stream()).collect(Collectors.toUnmodifiableSet()),
                more);
    }

    private Future<Void> told(Set<UserId> users, boolean online) {
        return each(
                        users,
                        user -> standings.update(
                                user,
                                standing -> new Step<>(
                                        standing.shown() == online ? standing.told() : standing,
                                        Optional.<UserId>empty())))
                .mapEmpty();
    }

    private static Due due(UserId user, Standing standing) {
        Optional<Instant> activeAt =
                standing.activeAt() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(standing.activeAt()));
        return new Due(user, standing.lookAt(), activeAt);
    }

    private static <T> Future<Set<UserId>> each(Collection<T> all, Function<T, Future<Optional<UserId>>> step) {
        List<Future<Optional<UserId>>> steps = all.stream().map(step).toList();
        return Future.all(steps)
                .map(done ->
                        steps.stream().flatMap(one -> one.result().stream()).collect(Collectors.toSet()));
    }

    private long now() {
        return wallMillis.getAsLong();
    }

    private static <T> Future<T> guarded(Supplier<Future<T>> operation) {
        return within(PATIENCE_MILLIS, operation);
    }

    private static <T> Future<T> swept(Supplier<Future<T>> operation) {
        return within(SWEEP_MILLIS, operation);
    }

    private static <T> Future<T> within(long millis, Supplier<Future<T>> operation) {
        return Future.succeededFuture()
                .compose(begin -> operation.get())
                .timeout(millis, TimeUnit.MILLISECONDS)
                .recover(SharedPresenceBoard::failed);
    }

    private static <T> Future<T> failed(Throwable cause) {
        return Future.failedFuture(
                cause instanceof Failure known
                        ? known
                        : Failure.of(FailureCode.UNAVAILABLE, "the presence board cannot be reached"));
    }
}
