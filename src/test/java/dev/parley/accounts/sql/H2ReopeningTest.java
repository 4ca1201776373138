package dev.parley.accounts.sql;

import static dev.parley.accounts.TestPeople.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import dev.parley.accounts.AccountStores;
import dev.parley.accounts.NewUser;
import dev.parley.accounts.TestPeople;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An H2 database that gave its file up while it was used by many at once, as it does when it cannot write. */
class H2ReopeningTest {
    /** More than there are connections. */
    private static final int AT_ONCE = 20;

    private static final int TIMES = 5;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Set<UserId> kept = new HashSet<>();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void servesAllAgainWhenItWasClosedUnderTheirHands() throws Exception {
        AccountStores stores = await(SqlAccounts.openH2(vertx, folder));
        for (int time = 0; time < TIMES; time++) {
            assertThat(allAreKept(stores)).isTrue();
            try (Connection other = new H2File(folder).connection();
                    Statement statement = other.createStatement()) {
                statement.execute("SHUTDOWN IMMEDIATELY");
            }
            Eventually.holds("all are served", () -> allAreKept(stores));
        }
        assertThat(await(stores.users().existing(kept))).isEqualTo(kept);
        await(stores.close());
    }

    /** Whether as many as ask at once are signed up. */
    private boolean allAreKept(AccountStores stores) throws Exception {
        List<NewUser> users = Stream.generate(TestPeople::anyone).limit(AT_ONCE).toList();
        List<Future<Boolean>> answers = users.stream()
                .map(user -> stores.users().create(user).map(true).otherwise(false))
                .toList();
        for (int i = 0; i < AT_ONCE; i++) {
            if (await(answers.get(i))) {
                kept.add(users.get(i).profile().id());
            }
        }
        return kept.containsAll(users.stream().map(user -> user.profile().id()).toList());
    }
}
