package dev.parley.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.DeviceId;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every session directory does. Two openings of the same directory stand for two presence nodes. */
public interface SessionDirectoryContract {
    Duration LONG = Duration.ofSeconds(30);
    Duration SHORT = Duration.ofMillis(700);

    /** The directory as one presence node sees it. */
    SessionDirectory here();

    /** The same directory as another one sees it. */
    SessionDirectory there();

    @Test
    default void aNodeKeepsItsNumberAndItsMark() {
        NodeId node = newNode();
        NodeLease first = await(here().renew(node, Optional.empty(), LONG));
        NodeLease second = await(there().renew(node, Optional.of(first.number()), LONG));
        assertThat(second).isEqualTo(first);
    }

    @Test
    default void aNodeWhoseAnswerWasLostGetsTheSameAgain() {
        NodeId node = newNode();
        NodeLease lost = await(here().renew(node, Optional.empty(), LONG));
        assertThat(await(there().renew(node, Optional.empty(), LONG))).isEqualTo(lost);
    }

    @Test
    default void fiftyNodesAtOnceGetFiftyNumbers() {
        List<Future<NodeLease>> leases = IntStream.range(0, 50)
                .mapToObj(i -> (i % 2 == 0 ? here() : there()).renew(newNode(), Optional.empty(), LONG))
                .toList();
        assertThat(leases.stream().map(lease -> await(lease).number())).doesNotHaveDuplicates();
    }

    @Test
    default void aNumberHeldByAnotherNodeIsNotGivenAway() {
        NodeNumber held = await(here().renew(newNode(), Optional.empty(), LONG)).number();
        NodeLease other = await(there().renew(newNode(), Optional.of(held), LONG));
        assertThat(other.number()).isNotEqualTo(held);
    }

    @Test
    default void aReleasedNumberRestsBeforeAnotherNodeGetsIt() {
        NodeId node = newNode();
        NodeNumber number = await(here().renew(node, Optional.empty(), LONG)).number();
        await(here().release(node, number));
        assertThat(await(there().renew(newNode(), Optional.of(number), LONG)).number())
                .isNotEqualTo(number);
    }

    @Test
    default void aNodeWhoseLeaseRanOutGetsAnotherMarkAndKeepsARestingNumber() {
        NodeId node = newNode();
        NodeLease before = await(here().renew(node, Optional.empty(), SHORT));
        ListedSession session = connected(here(), newUser(), 1, node);
        eventually(() -> await(here().locate(Set.of(session.user()))).isEmpty());
        NodeLease after = await(here().renew(node, Optional.of(before.number()), LONG));
        assertThat(after.number()).isEqualTo(before.number());
        assertThat(after.mark()).isNotEqualTo(before.mark());
        assertThat(await(there().renew(node, Optional.of(before.number()), LONG)))
                .isEqualTo(after);
    }

    @Test
    default void findsAUserOnEveryNodeWhereTheUserIs() {
        NodeId one = liveNode();
        NodeId two = liveNode();
        UserId user = newUser();
        connected(here(), user, 1, one);
        connected(there(), user, 2, two);
        Map<UserId, Set<NodeId>> expected = Map.of(user, Set.of(one, two));
        assertThat(await(here().locate(Set.of(user, newUser())))).isEqualTo(expected);
        assertThat(await(there().locate(Set.of(user)))).isEqualTo(expected);
    }

    @Test
    default void findsAHundredUsersAtOnce() {
        NodeId node = liveNode();
        Set<UserId> users = new HashSet<>();
        IntStream.range(0, 100).forEach(i -> users.add(newUser()));
        users.forEach(user -> connected(here(), user, 1, node));
        assertThat(await(there().locate(users))).hasSize(100).containsOnlyKeys(users);
    }

    @Test
    default void aDisconnectedSessionIsNotFound() {
        ListedSession session = connected(here(), newUser(), 1, liveNode());
        await(there().disconnect(session));
        await(there().disconnect(session));
        assertThat(await(here().locate(Set.of(session.user())))).isEmpty();
    }

    @Test
    default void aSessionReplacesTheOneOfTheSameDeviceOnly() {
        UserId user = newUser();
        NodeId old = liveNode();
        NodeId next = liveNode();
        ListedSession replaced = connected(here(), user, 1, old);
        connected(here(), user, 2, old);
        ListedSession newer = session(user, Optional.of(new DeviceId(1)), next);
        assertThat(await(there().connect(newer))).containsExactly(replaced);
        assertThat(await(here().locate(Set.of(user))).get(user)).containsOnly(old, next);
    }

    @Test
    default void aListenerReplacesNobodyAndIsReplacedByNobody() {
        UserId user = newUser();
        NodeId node = liveNode();
        ListedSession session = connected(here(), user, 1, node);
        assertThat(await(here().connect(session(user, Optional.empty(), node)))).isEmpty();
        assertThat(await(here().connect(session(user, Optional.empty(), node)))).isEmpty();
        await(here().disconnect(session));
        assertThat(await(here().locate(Set.of(user)))).containsKey(user);
        assertThat(await(here().connect(session(user, Optional.of(new DeviceId(1)), node))))
                .isEmpty();
    }

    @Test
    default void connectsOfOneDeviceAtTheSameTimeLeaveExactlyOne() {
        UserId user = newUser();
        Optional<DeviceId> device = Optional.of(new DeviceId(1));
        List<ListedSession> all = new ArrayList<>();
        List<Future<List<ListedSession>>> answers = new ArrayList<>();
        NodeId node = liveNode();
        for (int i = 0; i < 10; i++) {
            ListedSession session = session(user, device, node);
            all.add(session);
            answers.add((i % 2 == 0 ? here() : there()).connect(session));
        }
        List<ListedSession> replaced =
                answers.stream().flatMap(answer -> await(answer).stream()).toList();
        assertThat(replaced).hasSize(9).doesNotHaveDuplicates().isSubsetOf(all);
        all.removeAll(replaced);
        await(here().disconnect(all.get(0)));
        assertThat(await(here().locate(Set.of(user)))).isEmpty();
    }

    @Test
    default void sessionsOfAReleasedNodeAreVoid() {
        NodeId node = newNode();
        NodeNumber number = await(here().renew(node, Optional.empty(), LONG)).number();
        ListedSession session = connected(here(), newUser(), 1, node);
        await(here().release(node, number));
        eventually(() -> await(here().locate(Set.of(session.user()))).isEmpty()
                && await(there().locate(Set.of(session.user()))).isEmpty());
    }

    @Test
    default void restoresASessionThatTheDirectoryLost() {
        NodeId node = liveNode();
        UserId user = newUser();
        ListedSession session = session(user, Optional.of(new DeviceId(1)), node);
        assertThat(await(here().restore(session))).isEmpty();
        assertThat(await(there().restore(session))).isEmpty();
        assertThat(await(there().locate(Set.of(user)))).isEqualTo(Map.of(user, Set.of(node)));
    }

    @Test
    default void aRestoredSessionYieldsToOneThatCameSince() {
        UserId user = newUser();
        NodeId node = liveNode();
        connected(here(), user, 1, node);
        ListedSession stale = session(user, Optional.of(new DeviceId(1)), liveNode());
        assertThat(await(there().restore(stale))).containsExactly(stale);
        assertThat(await(here().locate(Set.of(user)))).isEqualTo(Map.of(user, Set.of(node)));
    }

    @Test
    default void aRestoredSessionDoesNotYieldToOneOnADeadNode() {
        UserId user = newUser();
        NodeId dead = newNode();
        await(here().renew(dead, Optional.empty(), SHORT));
        ListedSession gone = connected(here(), user, 1, dead);
        eventually(() -> await(here().locate(Set.of(user))).isEmpty());
        NodeId node = liveNode();
        ListedSession restored = session(user, gone.device(), node);
        assertThat(await(here().restore(restored))).doesNotContain(restored);
        assertThat(await(here().locate(Set.of(user)))).isEqualTo(Map.of(user, Set.of(node)));
    }

    @Test
    default void onlyAVisibleSessionMakesItsUserVisible() {
        NodeId node = liveNode();
        UserId seen = newUser();
        UserId unseen = newUser();
        ListedSession visible = connected(here(), seen, 1, node);
        await(here().connect(hidden(seen, Optional.of(new DeviceId(2)), node)));
        await(here().connect(hidden(unseen, Optional.of(new DeviceId(1)), node)));
        await(here().connect(hidden(unseen, Optional.empty(), node)));
        Set<UserId> all = Set.of(seen, unseen, newUser());
        assertThat(await(there().visible(all))).containsExactly(seen);
        assertThat(await(there().locate(all))).containsOnlyKeys(seen, unseen);
        await(there().disconnect(visible));
        assertThat(await(here().visible(all))).isEmpty();
    }

    @Test
    default void aHiddenSessionTakesThePlaceOfAVisibleOneOfItsDevice() {
        NodeId node = liveNode();
        UserId user = newUser();
        ListedSession visible = connected(here(), user, 1, node);
        assertThat(await(there().connect(hidden(user, visible.device(), node)))).containsExactly(visible);
        assertThat(await(here().visible(Set.of(user)))).isEmpty();
    }

    @Test
    default void nobodyIsVisibleOnANodeThatIsNoMore() {
        NodeId node = newNode();
        NodeNumber number = await(here().renew(node, Optional.empty(), LONG)).number();
        ListedSession session = connected(here(), newUser(), 1, node);
        assertThat(await(there().visible(Set.of(session.user())))).containsExactly(session.user());
        await(here().release(node, number));
        eventually(() -> await(there().visible(Set.of(session.user()))).isEmpty());
    }

    @Test
    default void canBeUsed() {
        await(here().check());
    }

    private NodeId liveNode() {
        NodeId node = newNode();
        await(here().renew(node, Optional.empty(), LONG));
        return node;
    }

    private static ListedSession connected(SessionDirectory directory, UserId user, long device, NodeId node) {
        ListedSession session = session(user, Optional.of(new DeviceId(device)), node);
        await(directory.connect(session));
        return session;
    }

    static ListedSession session(UserId user, Optional<DeviceId> device, NodeId node) {
        return new ListedSession(new SessionId(UUID.randomUUID().toString()), user, device, node, true);
    }

    private static ListedSession hidden(UserId user, Optional<DeviceId> device, NodeId node) {
        return new ListedSession(new SessionId(UUID.randomUUID().toString()), user, device, node, false);
    }

    static NodeId newNode() {
        return new NodeId(UUID.randomUUID().toString());
    }

    static UserId newUser() {
        return new UserId(UUID.randomUUID().getMostSignificantBits() >>> 1 | 1);
    }

    static <T> T await(Future<T> future) {
        return future.timeout(20, TimeUnit.SECONDS).await();
    }

    static void eventually(Supplier<Boolean> condition) {
        Instant limit = Instant.now().plusSeconds(10);
        while (!condition.get()) {
            assertThat(Instant.now()).isBefore(limit);
            LockSupport.parkNanos(10_000_000);
        }
    }
}
