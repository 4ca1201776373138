package dev.parley.sessions.shared;

import static dev.parley.sessions.SessionDirectoryContract.await;

import dev.parley.model.NodeNumber;
import dev.parley.sessions.PresenceBoard;
import dev.parley.sessions.PresenceBoardContract;
import dev.parley.sessions.SessionDirectory;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;

/** The board in shared data within one process. */
class LocalPresenceBoardTest implements PresenceBoardContract {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong wall = new AtomicLong(1_800_000_000_000L);
    private final SessionDirectory directory = await(SharedSessionDirectory.open(vertx, wall::get, NodeNumber.COUNT));
    private final PresenceBoard here = await(SharedPresenceBoard.open(vertx, wall::get));
    private final PresenceBoard there = await(SharedPresenceBoard.open(vertx, wall::get));

    @AfterEach
    void close() {
        await(vertx.close());
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
        wall.addAndGet(time.toMillis());
    }
}
