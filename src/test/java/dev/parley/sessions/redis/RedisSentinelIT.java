package dev.parley.sessions.redis;

import static dev.parley.sessions.SessionDirectoryContract.LONG;
import static dev.parley.sessions.SessionDirectoryContract.await;
import static dev.parley.sessions.SessionDirectoryContract.eventually;
import static dev.parley.sessions.SessionDirectoryContract.newNode;
import static dev.parley.sessions.SessionDirectoryContract.newUser;
import static dev.parley.sessions.SessionDirectoryContract.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import dev.parley.redis.RedisLink;
import dev.parley.redis.RedisSettings;
import dev.parley.servers.RedisServer;
import dev.parley.sessions.SessionDirectory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Redis adapter on a server that sentinels watch. */
class RedisSentinelIT {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void followsTheSentinelsToTheReplicaWhenTheMasterIsKilled() {
        try (RedisServer master = RedisServer.start(folder);
                RedisServer replica = RedisServer.start(folder, "--replicaof", "127.0.0.1", "" + master.port());
                RedisServer sentinel = RedisServer.sentinel(folder, master)) {
            eventually(() -> sentinel.ask("SENTINEL", "REPLICAS", "main").contains("" + replica.port()));
            SessionDirectory directory = await(open(sentinel));
            NodeId node = newNode();
            UserId user = newUser();
            await(directory.renew(node, Optional.empty(), LONG));
            await(directory.connect(session(user, Optional.empty(), node)));
            eventually(() -> replica.ask("EXISTS", Keys.sessions(user)).equals("1"));
            master.kill();
            eventually(() -> await(
                    directory.renew(newNode(), Optional.empty(), LONG).map(true).otherwise(false)));
            assertThat(await(directory.locate(Set.of(user)))).isEqualTo(Map.of(user, Set.of(node)));
        }
    }

    private Future<SessionDirectory> open(RedisServer sentinel) {
        String url = "redis://127.0.0.1:" + sentinel.port() + "?mode=sentinel&master=main";
        return RedisLink.open(vertx, RedisSettings.parse(url), Duration.ofSeconds(5))
                .map(RedisSessionDirectory::on);
    }
}
