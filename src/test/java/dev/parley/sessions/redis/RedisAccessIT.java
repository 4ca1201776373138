package dev.parley.sessions.redis;

import static dev.parley.sessions.SessionDirectoryContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.redis.RedisLink;
import dev.parley.redis.RedisSettings;
import dev.parley.servers.RedisServer;
import dev.parley.sessions.SessionDirectory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SelfSignedCertificate;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Who may use Redis, and how they prove it. */
class RedisAccessIT {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void usesThePasswordAndNeverLogsIt() {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Logger client = (Logger) LoggerFactory.getLogger("io.vertx.redis");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        client.setLevel(Level.TRACE);
        try (RedisServer server = RedisServer.start(folder, "--requirepass", "open-sesame")) {
            await(await(open("redis://:open-sesame@127.0.0.1:" + server.port() + "/2"))
                    .check());
            await(await(open("redis://default:open-sesame@127.0.0.1:" + server.port()))
                    .check());
            assertRefused("redis://:shut-sesame@127.0.0.1:" + server.port());
            assertRefused("redis://127.0.0.1:" + server.port());
        } finally {
            root.detachAppender(log);
            client.setLevel(null);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.startsWith("Waiting for Redis at "))
                .noneMatch(line -> line.contains("sesame"));
    }

    @Test
    void trustsTheAuthorityItWasGivenAndNoOther() {
        SelfSignedCertificate own = SelfSignedCertificate.create("localhost");
        try (RedisServer server = RedisServer.start(folder);
                HeldTraffic front = HeldTraffic.byTls(server.port(), own)) {
            String url = "rediss://localhost:" + front.port();
            await(await(open(url + "?ca=" + own.certificatePath())).check());
            assertRefused(url);
        } finally {
            own.delete();
        }
    }

    private void assertRefused(String url) {
        assertThatThrownBy(() -> await(open(url)))
                .hasMessageMatching("Redis at rediss?://[a-z0-9.]+:\\d+/0 cannot be reached");
    }

    private Future<SessionDirectory> open(String url) {
        return RedisLink.open(vertx, RedisSettings.parse(url), Duration.ofMillis(500))
                .map(RedisSessionDirectory::on);
    }
}
