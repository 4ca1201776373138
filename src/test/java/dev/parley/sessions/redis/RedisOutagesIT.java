package dev.parley.sessions.redis;

import static dev.parley.sessions.SessionDirectoryContract.LONG;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the users of a Redis that is flushed, killed, or stands still. */
class RedisOutagesIT {
    private static final Duration PROMPT = Duration.ofSeconds(6);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private RedisServer server;
    private SessionDirectory directory;

    @BeforeEach
    void open() {
        server = RedisServer.start(folder);
        directory = await(opening());
    }

    @AfterEach
    void close() {
        await(vertx.close());
        server.close();
    }

    @Test
    void nodesListTheirSessionsAgainAfterAFlush() {
        NodeId node = newNode();
        NodeLease lease = await(directory.renew(node, Optional.empty(), LONG));
        ListedSession session = session(newUser(), Optional.of(new DeviceId(1)), node);
        await(directory.connect(session));
        server.flush();
        NodeLease next = await(directory.renew(node, Optional.of(lease.number()), LONG));
        assertThat(next.number()).isEqualTo(lease.number());
        assertThat(next.mark()).isNotEqualTo(lease.mark());
        assertThat(await(directory.restore(session))).isEmpty();
        assertThat(located(session.user())).isEqualTo(Map.of(session.user(), Set.of(node)));
    }

    @Test
    void aNewNodeGetsNoNumberWhoseHolderAFlushMadeRedisForget() {
        Terms few = new Terms(Duration.ofSeconds(20), Duration.ofHours(1), Duration.ofHours(4), 3, 256);
        SessionDirectory small =
                await(RedisLink.open(vertx, settings(), PROMPT).map(link -> RedisSessionDirectory.on(link, few)));
        NodeId old = newNode();
        NodeNumber held = await(small.renew(old, Optional.empty(), LONG)).number();
        for (int i = 0; i < 10; i++) {
            server.flush();
            assertThat(await(small.renew(newNode(), Optional.empty(), LONG)).number())
                    .isNotEqualTo(held);
            small = await(RedisLink.open(vertx, settings(), PROMPT).map(link -> RedisSessionDirectory.on(link, few)));
            await(small.renew(old, Optional.of(held), LONG));
        }
    }

    @Test
    void aCutConnectionIsNotNoticed() {
        NodeId node = newNode();
        await(directory.renew(node, Optional.empty(), LONG));
        for (int i = 0; i < 20; i++) {
            server.ask("CLIENT", "KILL", "TYPE", "normal");
            ListedSession session = session(newUser(), Optional.empty(), node);
            await(directory.connect(session));
            assertThat(located(session.user())).containsKey(session.user());
        }
    }

    @Test
    void goesOnWithinSecondsAfterAKillAndARestart() {
        NodeId node = newNode();
        NodeLease before = await(directory.renew(node, Optional.empty(), LONG));
        server.kill();
        List<Future<?>> calls = everyCall().<Future<?>>map(Supplier::get).toList();
        calls.forEach(RedisOutagesIT::assertUnavailable);
        server.restart();
        Instant begin = Instant.now();
        eventually(() -> succeeds(directory.check()));
        assertThat(Duration.between(begin, Instant.now())).isLessThan(PROMPT);
        NodeLease after = await(directory.renew(node, Optional.of(before.number()), LONG));
        assertThat(after.number()).isEqualTo(before.number());
        assertThat(after.mark()).isNotEqualTo(before.mark());
    }

    @Test
    void callsFailInTimeWhileRedisStandsStillAndSucceedAfterwards() {
        server.stop();
        Instant begin = Instant.now();
        List<Future<?>> calls = IntStream.range(0, 20)
                .boxed()
                .flatMap(i -> everyCall().<Future<?>>map(Supplier::get))
                .toList();
        calls.forEach(RedisOutagesIT::assertUnavailable);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(PROMPT);
        server.go();
        eventually(() -> succeeds(directory.check()));
    }

    @Test
    void aRedisThatStandsStillForLongIsReachedByANewConnection() {
        server.stop();
        Instant begin = Instant.now();
        eventually(() -> {
            assertUnavailable(directory.check());
            return Duration.between(begin, Instant.now()).toSeconds() >= 6;
        });
        server.go();
        eventually(() -> succeeds(directory.check()));
    }

    @Test
    void onlySoManyCallsWait() {
        Set<UserId> hundred = IntStream.range(0, 100).mapToObj(i -> newUser()).collect(Collectors.toSet());
        server.stop();
        List<Future<?>> calls = IntStream.range(0, 200)
                .<Future<?>>mapToObj(i -> directory.locate(hundred))
                .toList();
        assertThatThrownBy(() -> await(calls.get(199))).hasMessage("too many wait for Redis");
        server.go();
        calls.forEach(call -> await(call.otherwiseEmpty()));
        eventually(() -> succeeds(directory.locate(hundred)));
    }

    @Test
    void waitsForARedisThatStartsLater() {
        server.kill();
        Future<SessionDirectory> opening = opening();
        assertUnavailable(directory.check());
        assertThat(opening.isComplete()).isFalse();
        server.restart();
        await(await(opening).check());
    }

    @Test
    void givesUpWaitingForARedisThatDoesNotCome() {
        server.kill();
        assertUnavailable(RedisLink.open(vertx, settings(), Duration.ZERO).map(RedisSessionDirectory::on));
    }

    private Stream<Supplier<Future<?>>> everyCall() {
        ListedSession session = session(newUser(), Optional.of(new DeviceId(1)), newNode());
        return Stream.of(
                directory::check,
                () -> directory.renew(session.node(), Optional.empty(), LONG),
                () -> directory.release(session.node(), new NodeNumber(1)),
                () -> directory.connect(session),
                () -> directory.restore(session),
                () -> directory.disconnect(session),
                () -> directory.locate(Set.of(session.user())));
    }

    private Map<UserId, Set<NodeId>> located(UserId user) {
        return await(directory.locate(Set.of(user)));
    }

    private Future<SessionDirectory> opening() {
        return RedisLink.open(vertx, settings(), Duration.ofSeconds(15)).map(RedisSessionDirectory::on);
    }

    private RedisSettings settings() {
        return RedisSettings.parse(server.url());
    }

    private static boolean succeeds(Future<?> call) {
        return await(call.map(true).otherwise(false));
    }

    private static void assertUnavailable(Future<?> call) {
        assertThatThrownBy(() -> await(call))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE));
    }
}
