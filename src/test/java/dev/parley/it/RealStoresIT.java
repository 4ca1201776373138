package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.servers.PostgresServer;
import dev.parley.servers.RedisServer;
import dev.parley.store.cassandra.TestKeyspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar with its messages in Cassandra, its accounts in PostgreSQL and its session directory in Redis. */
class RealStoresIT {
    private static final String WHISPERED = "whispered-to-nobody-else-";

    @TempDir
    private Path folder;

    @TempDir
    private Path redisFolder;

    @TempDir
    private Path postgresFolder;

    @Test
    void keepsWhatWasAcceptedThoughRedisForgetsAndTheProcessIsKilledAndLogsNoneOfIt() throws Exception {
        try (RedisServer redis = RedisServer.start(redisFolder);
                PostgresServer postgres = PostgresServer.start(postgresFolder.resolve("data"));
                ParleyProcess parley = ParleyProcess.in(folder)
                        .with("PARLEY_SESSIONS", redis.url())
                        .with("PARLEY_ACCOUNTS", postgres.url())
                        .with("PARLEY_MESSAGES", TestKeyspace.emptyUrl())
                        .with("JAVA_TOOL_OPTIONS", FullLog.option(folder))
                        .start()) {
            Device ann = Device.signUp(parley.api(), "ann");
            Device ben = Device.signUp(parley.api(), "ben");
            try (Socket one = ann.connect(parley.edge(), Optional.empty());
                    Socket other = ben.connect(parley.edge(), Optional.empty())) {
                one.awaitAccepted(one.send(ben.user(), WHISPERED + "before"));
                other.awaitText(WHISPERED + "before");

                redis.flush();
                String cursor = other.of("synced").get(0).getString("cursor");
                one.awaitAccepted(one.send(ben.user(), WHISPERED + "after"));

                parley.kill();
                parley.start();

                try (Socket back = ben.connect(parley.edge(), Optional.of(cursor))) {
                    assertThat(back.awaitText(WHISPERED + "after").getString("from"))
                            .isEqualTo(ann.user());
                }
            }
            FullLog log = new FullLog(folder);
            log.isSilentOf("text", WHISPERED);
            log.isSilentOf("password", ann.password());
            log.isSilentOf("token", ann.token());
            log.isSilentOf("hash of a password", "$argon2id$");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PARLEY_SESSIONS, redis://user:se/cret@[bad:host/x?mode=none",
        "PARLEY_ACCOUNTS, postgresql://user:se/cret@[bad:host/x?sslmode=none"
    })
    void neverShowsThePasswordOfAStore(String setting, String url) throws Exception {
        try (ParleyProcess parley = ParleyProcess.in(folder).with(setting, url).launch()) {
            assertThat(parley.awaitExit(Duration.ofSeconds(60))).isNotZero();
            assertThat(String.join("\n", parley.output())).contains(setting).doesNotContain("cret");
        }
    }
}
