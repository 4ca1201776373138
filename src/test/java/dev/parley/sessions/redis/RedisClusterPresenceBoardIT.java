package dev.parley.sessions.redis;

import static dev.parley.sessions.SessionDirectoryContract.await;

import dev.parley.model.UserId;
import dev.parley.redis.RedisLink;
import dev.parley.redis.RedisSettings;
import dev.parley.servers.RedisCluster;
import dev.parley.sessions.PresenceBoard;
import dev.parley.sessions.PresenceBoardContract;
import dev.parley.sessions.SessionDirectory;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The board in a Redis cluster. */
@TestInstance(Lifecycle.PER_CLASS)
class RedisClusterPresenceBoardIT implements PresenceBoardContract {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong ahead = new AtomicLong();
    private RedisCluster cluster;
    private SessionDirectory directory;
    private PresenceBoard here;
    private PresenceBoard there;

    @BeforeAll
    void open(@TempDir Path folder) {
        cluster = new RedisCluster(folder);
        directory = RedisSessionDirectory.on(link());
        here = board();
        there = board();
        connectToEveryServer(here);
        connectToEveryServer(there);
    }

    /** What is lost with a first connection is sent again, and then is no news any more to who sent it. */
    private static void connectToEveryServer(PresenceBoard board) {
        await(board.online(LongStream.rangeClosed(1, 500).mapToObj(UserId::new).collect(Collectors.toSet())));
    }

    @AfterAll
    void close() {
        await(vertx.close());
        cluster.close();
    }

    private RedisLink link() {
        return await(RedisLink.open(vertx, RedisSettings.parse(cluster.url()), Duration.ofSeconds(15)));
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
