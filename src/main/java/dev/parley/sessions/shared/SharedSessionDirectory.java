package dev.parley.sessions.shared;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import dev.parley.model.UserId;
import dev.parley.sessions.ListedSession;
import dev.parley.sessions.NodeLease;
import dev.parley.sessions.SessionDirectory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The session directory in the shared data of Vert.x: of this process alone, or of its cluster. */
public final class SharedSessionDirectory implements SessionDirectory {
    private static final long PATIENCE_MILLIS = 1_800;

    private final Leases leases;
    private final SessionLists lists;
    private final Sweep sweep;

    private SharedSessionDirectory(Leases leases, SessionLists lists, Sweep sweep) {
        this.leases = leases;
        this.lists = lists;
        this.sweep = sweep;
    }

    /**
     * Opens the directory that all nodes of the cluster share.
     *
     * @return a future completed with it
     */
    public static Future<SessionDirectory> open(Vertx vertx) {
        return open(vertx, System::currentTimeMillis);
    }

    /**
     * The same with another clock.
     *
     * @param wallMillis Unix time in milliseconds
     */
    public static Future<SessionDirectory> open(Vertx vertx, LongSupplier wallMillis) {
        return open(vertx, wallMillis, NodeNumber.COUNT);
    }

    /** The same with only so many node numbers. */
    static Future<SessionDirectory> open(Vertx vertx, LongSupplier wallMillis, int numberCount) {
        Future<Leases> leases = leases(vertx, wallMillis, numberCount);
        Future<SharedMap> sessions = SharedMap.open(vertx, "parley.sessions");
        return Future.all(leases, sessions)
                .map(all -> new SharedSessionDirectory(
                        leases.result(),
                        new SessionLists(sessions.result(), leases.result()),
                        new Sweep(vertx, sessions.result(), leases.result())));
    }

    private static Future<Leases> leases(Vertx vertx, LongSupplier wallMillis, int numberCount) {
        Future<SharedMap> numbers = SharedMap.open(vertx, "parley.node-numbers");
        Future<SharedMap> nodes = SharedMap.open(vertx, "parley.node-leases");
        return Future.all(numbers, nodes)
                .map(both -> new Leases(
                        nodes.result(), new NumberPool(numbers.result(), wallMillis, numberCount), wallMillis));
    }

    /**
     * Has all nodes list their sessions again when they renew their leases, for some of what was listed may be lost: after a part
     * of the cluster came back, or went with all copies that there were.
     *
     * @return a future completed when that is noted
     */
    public static Future<Void> doubt(Vertx vertx) {
        return guarded(
                () -> leases(vertx, System::currentTimeMillis, NodeNumber.COUNT).compose(Leases::doubt));
    }

    @Override
    public Future<NodeLease> renew(NodeId node, Optional<NodeNumber> held, Duration duration) {
        return guarded(() -> leases.renew(node, held, duration));
    }

    @Override
    public Future<Void> release(NodeId node, NodeNumber number) {
        return guarded(() -> leases.release(node, number)).onSuccess(released -> sweep.after(node));
    }

    @Override
    public Future<List<ListedSession>> connect(ListedSession session) {
        return guarded(() -> lists.connect(session));
    }

    @Override
    public Future<List<ListedSession>> restore(ListedSession session) {
        return guarded(() -> lists.restore(session));
    }

    @Override
    public Future<Void> disconnect(ListedSession session) {
        return guarded(() -> lists.disconnect(session));
    }

    @Override
    public Future<Map<UserId, Set<NodeId>>> locate(Set<UserId> users) {
        return amongLive(users, this::located);
    }

    @Override
    public Future<Set<UserId>> visible(Set<UserId> users) {
        return amongLive(users, (found, live) -> found.stream()
                .filter(list -> list.isVisibleOn(live))
                .map(SessionList::user)
                .collect(Collectors.toSet()));
    }

    @Override
    public Future<Void> check() {
        return guarded(() -> leases.dead(Set.of(new NodeId("check"))).mapEmpty());
    }

    /** @param answer made of the lists of {@code users} and those of their nodes that live */
    private <R> Future<R> amongLive(Set<UserId> users, BiFunction<List<SessionList>, Set<NodeId>, R> answer) {
        return guarded(() -> AtOnce.compose(
                AtOnce.all(users, lists::read),
                found -> AtOnce.map(leases.live(nodes(found)), live -> answer.apply(found, live))));
    }

    private Map<UserId, Set<NodeId>> located(List<SessionList> found, Set<NodeId> live) {
        Map<UserId, Set<NodeId>> located = new HashMap<>();
        for (SessionList list : found) {
            Set<NodeId> nodes = live.containsAll(list.nodes()) ? list.nodes() : livingNodes(list, live);
            if (!nodes.isEmpty()) {
                located.put(list.user(), nodes);
            }
        }
        return located;
    }

    /** Has the sessions of the dead ones taken off the list. */
    private Set<NodeId> livingNodes(SessionList list, Set<NodeId> live) {
        lists.clean(list.user());
        list.nodes().stream().filter(node -> !live.contains(node)).forEach(sweep::after);
        return list.nodes().stream().filter(live::contains).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<NodeId> nodes(Collection<SessionList> lists) {
        Set<NodeId> nodes = new HashSet<>();
        lists.forEach(list -> nodes.addAll(list.nodes()));
        return nodes;
    }

    private static <T> Future<T> guarded(Supplier<Future<T>> operation) {
        Future<T> outcome;
        try {
            outcome = operation.get();
        } catch (RuntimeException thrown) {
            return Future.failedFuture(failure(thrown));
        }
        return outcome.succeeded()
                ? outcome
                : outcome.timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                        .recover(cause -> Future.failedFuture(failure(cause)));
    }

    private static Failure failure(Throwable cause) {
        return cause instanceof Failure known
                ? known
                : Failure.of(FailureCode.UNAVAILABLE, "the session directory cannot be reached");
    }
}
