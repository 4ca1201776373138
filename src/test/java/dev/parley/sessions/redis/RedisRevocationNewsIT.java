package dev.parley.sessions.redis;

import static dev.parley.sessions.SessionDirectoryContract.await;
import static dev.parley.sessions.SessionDirectoryContract.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import dev.parley.redis.RedisLink;
import dev.parley.redis.RedisSettings;
import dev.parley.servers.RedisServer;
import dev.parley.sessions.RevocationNews;
import dev.parley.sessions.RevocationNews.Told;
import dev.parley.sessions.RevokedSignIn;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** News of revoked sign-ins in a real Redis, told by one presence node and read by another. */
class RedisRevocationNewsIT {
    private static final Duration KEPT = Duration.ofMinutes(30);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private RedisServer server;
    private RevocationNews here;
    private RevocationNews there;

    @BeforeEach
    void open() {
        server = RedisServer.start(folder);
        here = open(KEPT);
        there = open(KEPT);
    }

    @AfterEach
    void close() {
        await(vertx.close());
        server.close();
    }

    @Test
    void tellsANodeWithoutAMarkEverythingAndLaterWhatIsNew() {
        List<RevokedSignIn> old = List.of(revoked("one"), revoked("two"));
        await(here.tell(old));
        Told first = await(there.since(RevocationNews.BEGINNING));
        assertThat(first.revoked()).isEqualTo(old);
        await(here.tell(List.of(revoked("three"))));
        assertThat(await(there.since(first.mark())).revoked()).contains(revoked("three"));
    }

    @Test
    void aMarkMovesOnSoThatOldNewsAreNotReadForEver() {
        await(here.tell(List.of(revoked("old"))));
        eventually(() -> {
            Told told = await(there.since(RevocationNews.BEGINNING));
            return await(there.since(told.mark())).revoked().isEmpty();
        });
        assertThat(await(there.since(RevocationNews.BEGINNING)).revoked()).containsExactly(revoked("old"));
    }

    @Test
    void aLongListIsReadInPages() {
        int count = 2 * RedisRevocationNews.PAGE + 500;
        List<RevokedSignIn> all =
                IntStream.range(0, count).mapToObj(i -> revoked("sign-in " + i)).toList();
        for (int from = 0; from < count; from += 500) {
            await(here.tell(all.subList(from, from + 500)));
        }
        Set<RevokedSignIn> read = new HashSet<>();
        long mark = RevocationNews.BEGINNING;
        for (int pages = 0; pages < 3; pages++) {
            Told told = await(there.since(mark));
            assertThat(told.revoked()).hasSizeLessThanOrEqualTo(RedisRevocationNews.PAGE);
            read.addAll(told.revoked());
            mark = told.mark();
        }
        assertThat(read).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void tellingAgainChangesNothing() {
        await(here.tell(List.of(revoked("one"))));
        await(here.tell(List.of(revoked("one"), revoked("two"))));
        assertThat(await(there.since(RevocationNews.BEGINNING)).revoked())
                .containsExactly(revoked("one"), revoked("two"));
    }

    @Test
    void forgetsWhatWasKeptLongEnough() {
        RevocationNews brief = open(Duration.ofMillis(300));
        await(brief.tell(List.of(revoked("old"))));
        eventually(() -> {
            await(brief.tell(List.of(revoked("new " + System.nanoTime()))));
            return !await(brief.since(RevocationNews.BEGINNING)).revoked().contains(revoked("old"));
        });
        eventually(() -> server.ask("EXISTS", Keys.REVOKED).equals("0"));
    }

    @Test
    void allOfItExpires() {
        await(here.tell(List.of(revoked("one"))));
        assertThat(Long.parseLong(server.ask("PTTL", Keys.REVOKED))).isBetween(1L, KEPT.toMillis());
    }

    @Test
    void isEmptyAfterAFlushAndGoesOn() {
        await(here.tell(List.of(revoked("one"))));
        long mark = await(there.since(RevocationNews.BEGINNING)).mark();
        server.flush();
        assertThat(await(there.since(mark)).revoked()).isEmpty();
        await(here.tell(List.of(revoked("two"))));
        assertThat(await(there.since(mark)).revoked()).containsExactly(revoked("two"));
    }

    @Test
    void failsWhileRedisIsAway() {
        server.kill();
        assertThatThrownBy(() -> await(here.since(RevocationNews.BEGINNING)))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE));
    }

    private RevocationNews open(Duration kept) {
        return await(RedisLink.open(vertx, RedisSettings.parse(server.url()), Duration.ofSeconds(15))
                .map(link -> RedisRevocationNews.on(link, kept)));
    }

    private static RevokedSignIn revoked(String signIn) {
        return new RevokedSignIn(signIn, new UserId(7), new DeviceId(8), Instant.ofEpochMilli(1_800_000_000_123L));
    }
}
