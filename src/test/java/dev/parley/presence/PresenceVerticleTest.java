package dev.parley.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.LimitsService;
import dev.parley.bus.LimitsService.GiveBack;
import dev.parley.bus.LimitsService.Take;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Connect;
import dev.parley.bus.PresenceService.Disconnect;
import dev.parley.bus.PresenceService.Lease;
import dev.parley.bus.PresenceService.Listing;
import dev.parley.bus.PresenceService.Locate;
import dev.parley.bus.PresenceService.Release;
import dev.parley.bus.PresenceService.Renew;
import dev.parley.limits.shared.SharedRateLimiter;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Granted;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import dev.parley.model.RateLimit;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import dev.parley.sessions.shared.SharedPresenceBoard;
import dev.parley.sessions.shared.SharedSessionDirectory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The presence verticle on a real bus, with the directory in memory. */
class PresenceVerticleTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final NodeId NODE = new NodeId("node");
    private static final NodeId OTHER = new NodeId("other");

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private String deployment = "";

    @BeforeEach
    void deploy() {
        deployment = await(vertx.deployVerticle(
                new PresenceVerticle(bus, PresenceVerticleTest::stores, () -> NOW, bound -> 0, Pace.USUAL)));
    }

    private static Future<PresenceStores> stores(Vertx vertx) {
        return SharedSessionDirectory.open(vertx)
                .compose(directory -> SharedPresenceBoard.open(vertx).compose(board -> SharedRateLimiter.open(vertx)
                        .map(limits -> new PresenceStores(directory, board, limits, Optional.empty()))));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void leasesANumberForTenSeconds() {
        Lease first = renew(NODE, Optional.empty(), NOW);
        Lease second = renew(NODE, Optional.of(first.number()), NOW);
        assertThat(first.duration()).isEqualTo(LeaseDesk.DURATION).hasSeconds(10);
        assertThat(second.number()).isEqualTo(first.number());
        assertThat(second.mark()).isEqualTo(first.mark());
    }

    @Test
    void tellsEveryNodeTheLatestClockOfAny() {
        renew(NODE, Optional.empty(), NOW + 5_000);
        assertThat(renew(OTHER, Optional.empty(), NOW - 5_000).clockMillis()).isEqualTo(NOW + 5_000);
    }

    @Test
    void aBrokenClockMovesTheOthersByTenSecondsAtMost() {
        renew(NODE, Optional.empty(), NOW + 3_600_000);
        assertThat(renew(OTHER, Optional.empty(), NOW).clockMillis()).isEqualTo(NOW + 10_000);
    }

    @Test
    void hearsOfClocksThatOtherPresenceNodesWereTold() {
        bus.publish(PresenceService.CLOCK, new PresenceService.Clock(NOW + 4_000));
        assertThat(renew(NODE, Optional.empty(), NOW).clockMillis()).isEqualTo(NOW + 4_000);
    }

    @Test
    void findsAConnectedUserUntilTheSessionIsDisconnected() {
        renew(NODE, Optional.empty(), NOW);
        Listing listing = listing(1, 1, NODE);
        assertThat(connect(false, List.of(listing))).isEmpty();
        assertThat(locate(1)).isEqualTo(Map.of(new UserId(1), Set.of(NODE)));
        await(bus.request(PresenceService.DISCONNECT, new Disconnect(listing, false, Instant.ofEpochMilli(NOW))));
        assertThat(locate(1)).isEmpty();
    }

    @Test
    void namesTheSessionThatANewOneReplaces() {
        renew(NODE, Optional.empty(), NOW);
        Listing old = listing(1, 1, NODE);
        connect(false, List.of(old));
        assertThat(connect(false, List.of(listing(1, 1, NODE)))).containsExactly(old);
    }

    @Test
    void listsHundredsOfSessionsAgainAndNamesThoseThatCameTooLate() {
        renew(NODE, Optional.empty(), NOW);
        renew(OTHER, Optional.empty(), NOW);
        connect(false, List.of(listing(7, 7, OTHER)));
        List<Listing> all = LongStream.rangeClosed(1, 500)
                .mapToObj(user -> listing(user, user, NODE))
                .toList();
        assertThat(connect(true, all)).containsExactly(all.get(6));
        assertThat(locate(500)).isEqualTo(Map.of(new UserId(500), Set.of(NODE)));
        assertThat(locate(7)).isEqualTo(Map.of(new UserId(7), Set.of(OTHER)));
    }

    @Test
    void aReleasedNodeIsFoundNoMore() {
        NodeNumber number = renew(NODE, Optional.empty(), NOW).number();
        connect(false, List.of(listing(1, 1, NODE)));
        await(bus.request(PresenceService.RELEASE, new Release(NODE, number)));
        assertThat(locate(1)).isEmpty();
    }

    @Test
    void answersAPingAndIsGoneWhenUndeployed() {
        assertThat(await(bus.request(PresenceService.PING, Done.DONE))).isEqualTo(Done.DONE);
        await(vertx.undeploy(deployment));
        assertThatThrownBy(() -> await(bus.request(PresenceService.PING, Done.DONE)))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE));
    }

    @Test
    void countsForAllNodes() {
        RateLimit limit = new RateLimit(3, Duration.ofMinutes(1));
        assertThat(take(limit, 2)).isEqualTo(new Granted(2, Duration.ZERO));
        Granted last = take(limit, 2);
        assertThat(last.count()).isEqualTo(1);
        assertThat(last.nextIn()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
        await(bus.request(LimitsService.GIVE_BACK, new GiveBack("key", limit, 1)));
        assertThat(take(limit, 1).count()).isEqualTo(1);
        assertThat(take(limit, 1).count()).isZero();
    }

    @Test
    void aSessionThatNobodyWaitsForAnyMoreReplacesNone() {
        renew(NODE, Optional.empty(), NOW);
        renew(OTHER, Optional.empty(), NOW);
        connect(false, List.of(listing(1, 1, OTHER)));
        Connect late = new Connect(List.of(listing(1, 1, NODE)), false, NOW - 5_000);

        assertThatThrownBy(() -> await(bus.request(PresenceService.CONNECT, late)))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE));
        assertThat(locate(1)).isEqualTo(Map.of(new UserId(1), Set.of(OTHER)));
    }

    private Granted take(RateLimit limit, int wanted) {
        return await(bus.request(LimitsService.TAKE, new Take("key", limit, wanted)));
    }

    private Lease renew(NodeId node, Optional<NodeNumber> number, long clockMillis) {
        return await(bus.request(PresenceService.RENEW, new Renew(node, number, clockMillis, 0)));
    }

    private List<Listing> connect(boolean again, List<Listing> listings) {
        return await(bus.request(PresenceService.CONNECT, new Connect(listings, again, Long.MAX_VALUE)))
                .replaced();
    }

    private Map<UserId, Set<NodeId>> locate(long user) {
        return await(bus.request(PresenceService.LOCATE, new Locate(Set.of(new UserId(user)))))
                .nodes();
    }

    private static Listing listing(long user, long device, NodeId node) {
        SessionId session = new SessionId(node + "-" + user + "-" + System.nanoTime());
        return new Listing(session, new UserId(user), Optional.of(new DeviceId(device)), node, true);
    }

    private static <T> T await(Future<T> future) {
        return future.timeout(20, TimeUnit.SECONDS).await();
    }
}
