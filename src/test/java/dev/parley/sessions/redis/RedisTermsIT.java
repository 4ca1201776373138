package dev.parley.sessions.redis;

import static dev.parley.sessions.SessionDirectoryContract.LONG;
import static dev.parley.sessions.SessionDirectoryContract.SHORT;
import static dev.parley.sessions.SessionDirectoryContract.await;
import static dev.parley.sessions.SessionDirectoryContract.eventually;
import static dev.parley.sessions.SessionDirectoryContract.newNode;
import static dev.parley.sessions.SessionDirectoryContract.newUser;
import static dev.parley.sessions.SessionDirectoryContract.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import dev.parley.model.UserId;
import dev.parley.redis.RedisLink;
import dev.parley.redis.RedisSettings;
import dev.parley.servers.RedisServer;
import dev.parley.sessions.ListedSession;
import dev.parley.sessions.NodeLease;
import dev.parley.sessions.SessionDirectory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long things last in Redis, how many there are, and what they cost. */
class RedisTermsIT {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration REST = Duration.ofMillis(800);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private RedisServer server;

    @BeforeEach
    void start() {
        server = RedisServer.start(folder);
    }

    @AfterEach
    void close() {
        await(vertx.close());
        server.close();
    }

    @Test
    void anotherNodeGetsANumberWhenItsLeaseRanOutAndItRested() {
        SessionDirectory directory = open(new Terms(REST, HOUR, HOUR, 1, 8));
        Instant begin = Instant.now();
        NodeNumber number =
                await(directory.renew(newNode(), Optional.empty(), SHORT)).number();
        eventually(() -> succeeds(directory.renew(newNode(), Optional.of(number), LONG)));
        assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(SHORT.plus(REST));
    }

    @Test
    void anotherNodeGetsAReleasedNumberWhenItRested() {
        SessionDirectory directory = open(new Terms(REST, HOUR, HOUR, 1, 8));
        NodeId node = newNode();
        NodeNumber number = await(directory.renew(node, Optional.empty(), LONG)).number();
        Instant begin = Instant.now();
        await(directory.release(node, number));
        eventually(() -> succeeds(directory.renew(newNode(), Optional.empty(), LONG)));
        assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(REST);
    }

    @Test
    void allNumbersAreGivenOutAndNoneTwice() {
        SessionDirectory directory = open(new Terms(REST, HOUR, HOUR, 64, 8));
        Set<NodeNumber> numbers =
                IntStream.range(0, 64)
                        .mapToObj(i -> directory.renew(newNode(), Optional.empty(), LONG))
                        .toList()
                        .stream()
                        .map(lease -> await(lease).number())
                        .collect(Collectors.toSet());
        assertThat(numbers).hasSize(64);
        assertThat(succeeds(directory.renew(newNode(), Optional.empty(), LONG))).isFalse();
    }

    @Test
    void aNodeIsToldToListAgainNowAndThenSoThatItsSessionsDoNotExpire() {
        Duration listAgain = Duration.ofMillis(400);
        Duration listing = Duration.ofSeconds(2);
        SessionDirectory directory = open(new Terms(REST, listAgain, listing, 64, 8));
        NodeId node = newNode();
        AtomicReference<NodeLease> lease = new AtomicReference<>(await(directory.renew(node, Optional.empty(), LONG)));
        ListedSession session = session(newUser(), Optional.of(new DeviceId(1)), node);
        await(directory.connect(session));
        Instant end = Instant.now().plus(listing.multipliedBy(2));
        eventually(() -> {
            NodeLease next = await(directory.renew(node, Optional.of(lease.get().number()), LONG));
            if (!next.equals(lease.getAndSet(next))) {
                await(directory.restore(session));
            }
            assertThat(located(directory, session.user())).containsKey(session.user());
            return Instant.now().isAfter(end);
        });
        eventually(() -> located(directory, session.user()).isEmpty());
        assertThat(server.ask("EXISTS", Keys.sessions(session.user()))).isEqualTo("0");
    }

    @Test
    void everyKeyExpires() {
        SessionDirectory directory = open(Terms.USUAL);
        NodeId node = newNode();
        NodeNumber number = await(directory.renew(node, Optional.empty(), LONG)).number();
        await(directory.renew(node, Optional.of(number), SHORT));
        ListedSession session = session(newUser(), Optional.empty(), node);
        await(directory.connect(session));
        assertThat(server.ask("DBSIZE")).isEqualTo("3");
        long longest = LONG.plus(NodeNumber.REST).toMillis();
        assertThat(millisLeft(Keys.LEASES)).isBetween(longest - 10_000, longest);
        assertThat(millisLeft(Keys.NUMBERS)).isBetween(longest - 10_000, longest);
        assertThat(millisLeft(Keys.sessions(session.user()))).isBetween(HOUR.toMillis() * 3, HOUR.toMillis() * 4);
    }

    @Test
    void sessionsOfADeadNodeGoWhenTheirUserIsLookedFor() {
        SessionDirectory directory = open(new Terms(REST, HOUR, HOUR, 64, 8));
        NodeId dead = newNode();
        NodeId living = newNode();
        await(directory.renew(living, Optional.empty(), LONG));
        NodeNumber number = await(directory.renew(dead, Optional.empty(), LONG)).number();
        UserId user = newUser();
        await(directory.connect(session(user, Optional.empty(), dead)));
        await(directory.connect(session(user, Optional.empty(), living)));
        await(directory.release(dead, number));
        assertThat(located(directory, user)).isEqualTo(Map.of(user, Set.of(living)));
        eventually(() -> server.ask("HLEN", Keys.sessions(user)).equals("1"));
    }

    @Test
    void aUserHasOnlySoManySessionsAndThoseOfDeadNodesDoNotCount() {
        SessionDirectory directory = open(new Terms(REST, HOUR, HOUR, 64, 2));
        NodeId dead = newNode();
        NodeId living = newNode();
        await(directory.renew(living, Optional.empty(), LONG));
        UserId user = newUser();
        await(directory.connect(session(user, Optional.empty(), dead)));
        await(directory.connect(session(user, Optional.empty(), dead)));
        await(directory.connect(session(user, Optional.of(new DeviceId(1)), living)));
        await(directory.connect(session(user, Optional.empty(), living)));
        await(directory.connect(session(user, Optional.of(new DeviceId(1)), living)));
        assertThatThrownBy(() -> await(directory.connect(session(user, Optional.empty(), living))))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.RATE_LIMITED));
    }

    @Test
    void aHundredUsersAreFoundInOneRoundTrip() {
        try (HeldTraffic proxy = new HeldTraffic(server.port())) {
            SessionDirectory directory = open(Terms.USUAL, proxy.port());
            NodeId node = newNode();
            await(directory.renew(node, Optional.empty(), LONG));
            Set<UserId> users = IntStream.range(0, 100).mapToObj(i -> newUser()).collect(Collectors.toSet());
            users.forEach(user -> await(directory.connect(session(user, Optional.empty(), node))));
            proxy.holdReplies();
            Future<Map<UserId, Set<NodeId>>> located = directory.locate(users);
            eventually(() -> proxy.asked("HGETALL") == 100);
            proxy.letGo();
            assertThat(await(located)).hasSize(100);
            assertThat(proxy.asked("")).isBetween(100, 101);
        }
    }

    @Test
    void aListingThatIsDoneLateReplacesNoNewerOne() {
        try (HeldTraffic proxy = new HeldTraffic(server.port())) {
            SessionDirectory stalled = open(Terms.USUAL, proxy.port());
            SessionDirectory directory = open(Terms.USUAL);
            NodeId node = newNode();
            await(directory.renew(node, Optional.empty(), LONG));
            UserId user = newUser();
            proxy.holdRequests();
            Future<?> given = stalled.connect(session(user, Optional.of(new DeviceId(1)), newNode()));
            await(given.otherwiseEmpty());
            await(directory.connect(session(user, Optional.of(new DeviceId(1)), node)));
            proxy.letGo();
            await(stalled.check());
            assertThat(given.failed()).isTrue();
            assertThat(located(directory, user)).isEqualTo(Map.of(user, Set.of(node)));
        }
    }

    @Test
    void whoHearsTooLateWhatItWouldReplaceReplacesNothing() {
        try (HeldTraffic proxy = new HeldTraffic(server.port())) {
            SessionDirectory stalled = open(Terms.USUAL, proxy.port());
            SessionDirectory directory = open(Terms.USUAL);
            NodeId node = newNode();
            await(directory.renew(node, Optional.empty(), LONG));
            UserId user = newUser();
            await(directory.connect(session(user, Optional.of(new DeviceId(1)), newNode())));
            proxy.holdReplies();
            Future<?> given = stalled.connect(session(user, Optional.of(new DeviceId(1)), newNode()));
            await(given.otherwiseEmpty());
            await(directory.connect(session(user, Optional.of(new DeviceId(1)), node)));
            proxy.letGo();
            for (int i = 0; i < 3; i++) {
                await(stalled.check());
            }
            assertThat(given.failed()).isTrue();
            assertThat(located(directory, user)).isEqualTo(Map.of(user, Set.of(node)));
        }
    }

    private long millisLeft(String key) {
        return Long.parseLong(server.ask("PTTL", key));
    }

    private SessionDirectory open(Terms terms) {
        return open(terms, server.port());
    }

    private SessionDirectory open(Terms terms, int port) {
        return await(RedisLink.open(vertx, RedisSettings.parse("redis://127.0.0.1:" + port), Duration.ZERO)
                .map(link -> RedisSessionDirectory.on(link, terms)));
    }

    private static Map<UserId, Set<NodeId>> located(SessionDirectory directory, UserId user) {
        return await(directory.locate(Set.of(user)));
    }

    private static boolean succeeds(Future<?> call) {
        return await(call.map(true).otherwise(false));
    }
}
