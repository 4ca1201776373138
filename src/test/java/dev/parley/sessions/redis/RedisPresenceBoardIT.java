package dev.parley.sessions.redis;

import static dev.parley.sessions.SessionDirectoryContract.LONG;
import static dev.parley.sessions.SessionDirectoryContract.await;
import static dev.parley.sessions.SessionDirectoryContract.eventually;
import static dev.parley.sessions.SessionDirectoryContract.newNode;
import static dev.parley.sessions.SessionDirectoryContract.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import dev.parley.model.UserId;
import dev.parley.redis.RedisLink;
import dev.parley.redis.RedisSettings;
import dev.parley.servers.RedisServer;
import dev.parley.sessions.Due;
import dev.parley.sessions.PresenceBoard;
import dev.parley.sessions.PresenceBoardContract;
import dev.parley.sessions.SessionDirectory;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The board in one Redis server. */
@TestInstance(Lifecycle.PER_CLASS)
class RedisPresenceBoardIT implements PresenceBoardContract {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong ahead = new AtomicLong();
    private RedisServer server;
    private SessionDirectory directory;
    private PresenceBoard here;
    private PresenceBoard there;

    @BeforeAll
    void open(@TempDir Path folder) {
        server = RedisServer.start(folder);
        directory = RedisSessionDirectory.on(link());
        here = board();
        there = board();
    }

    @AfterAll
    void close() {
        await(vertx.close());
        server.close();
    }

    @Test
    void aBoardThatWasLostTakesUsersUpWithoutNewsAndLetsThemLeave() {
        UserId user = newUser();
        NodeId node = newNode();
        await(here.arrived(Set.of(user), node, false));
        server.flush();
        assertThat(await(here.online(Set.of(user)))).isEmpty();
        assertThat(await(there.arrived(Set.of(user), node, true))).isEmpty();
        assertThat(await(here.online(Set.of(user)))).containsExactly(user);
        server.flush();
        Due due = await(here.leaving(user, ACTIVE, LATER)).orElseThrow();
        assertThat(await(here.decide(List.of(due), Set.of()))).containsExactly(user);
    }

    @Test
    void whoWasDecidedToBeOfflineAndIsListedAgainIsNews() {
        UserId user = newUser();
        NodeId node = newNode();
        await(here.arrived(Set.of(user), node, false));
        Due due = await(here.leaving(user, ACTIVE, LATER)).orElseThrow();
        await(here.decide(List.of(due), Set.of()));
        await(here.told(Set.of(), Set.of(user)));
        pass(BoardTerms.USUAL.fresh().plusSeconds(1));
        assertThat(await(there.arrived(Set.of(user), node, true))).containsExactly(user);
    }

    @Test
    void whoIsNeverListedAgainIsLookedAtSomeTime() {
        UserId user = newUser();
        await(here.arrived(Set.of(user), newNode(), false));
        pass(BoardTerms.USUAL.look().plusSeconds(1));
        eventually(() -> await(here.take(1_000)).due().stream()
                .anyMatch(due -> due.user().equals(user)));
    }

    @Test
    void usersAreSpreadOverTheWholeBoard() {
        long distance = 1L << 22;
        Set<BoardPart> parts = IntStream.range(0, 2_000)
                .mapToObj(i -> BoardPart.of(new UserId(250_000_000_000_000_000L + i * distance)))
                .collect(Collectors.toSet());
        assertThat(parts).hasSize(BoardPart.COUNT);
    }

    @Test
    void everyKeyExpires() {
        server.flush();
        NodeId node = newNode();
        NodeNumber number = await(directory.renew(node, Optional.empty(), LONG)).number();
        UserId user = newUser();
        await(here.arrived(Set.of(user), node, true));
        await(here.leaving(user, ACTIVE, LATER));
        await(directory.release(node, number));
        await(here.bury(LATER, NOBODY));
        BoardPart part = BoardPart.of(user);
        List<String> keys = List.of(Keys.WATCHED, part.shown(), part.active(), part.since());
        assertThat(keys).allSatisfy(key -> assertThat(server.ask("PTTL", key)).isNotIn("-1", "-2"));
        assertThat(server.ask("DBSIZE")).isEqualTo(Integer.toString(keys.size() + 1));
        assertThat(server.ask("PTTL", Keys.NUMBERS)).isNotIn("-1", "-2");
    }

    @Test
    void saysSoWhileRedisCannotBeReached() {
        server.stop();
        try {
            assertThatThrownBy(() -> await(here.online(Set.of(newUser()))))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE));
        } finally {
            server.go();
        }
        eventually(() -> await(here.online(Set.of(newUser())).map(true).otherwise(false)));
    }

    private RedisLink link() {
        return await(RedisLink.open(vertx, RedisSettings.parse(server.url()), Duration.ofSeconds(5)));
    }

    private PresenceBoard board() {
        BoardTerms usual = BoardTerms.USUAL;
        return RedisPresenceBoard.on(
                link(), new BoardTerms(usual.look(), usual.fresh(), usual.remembered(), ahead::get));
    }

    @Override
    public PresenceBoard here() {
        return here;
    }

    @Override
    public PresenceBoard there() {
        return there;
    }

    @Override
    public SessionDirectory directory() {
        return directory;
    }

    @Override
    public void pass(Duration time) {
        ahead.addAndGet(time.toMillis());
    }
}
