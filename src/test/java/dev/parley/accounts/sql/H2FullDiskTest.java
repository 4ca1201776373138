package dev.parley.accounts.sql;

import static dev.parley.accounts.TestPeople.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.accounts.AccountStores;
import dev.parley.accounts.NewUser;
import dev.parley.accounts.TestPeople;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import dev.parley.servers.SmallDisk;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An H2 database on a disk that is full while many use it at once. */
class H2FullDiskTest {
    private static final int MEGABYTES = 32;
    /** More than there are connections. */
    private static final int AT_ONCE = 20;

    private static final int TIMES = 20;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Set<UserId> kept = ConcurrentHashMap.newKeySet();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void refusesToWriteReadsOnAndWritesAgainWhenThereIsRoom() throws Exception {
        Path mounted = Files.createDirectory(folder.resolve("disk"));
        SmallDisk disk = SmallDisk.at(mounted, MEGABYTES);
        AccountStores stores = await(SqlAccounts.openH2(vertx, mounted));
        try {
            for (int time = 0; time < TIMES; time++) {
                assertThat(signUpMany(stores)).containsOnly("kept");
                disk.fillUpTo(0);
                assertThat(signUpMany(stores)).containsOnly("refused");
                assertThat(await(stores.users().existing(kept))).isEqualTo(kept);
                disk.makeRoom();
            }
        } finally {
            await(stores.close());
            disk.unmount();
        }
        assertThat(kept).hasSize(TIMES * AT_ONCE);
    }

    private List<String> signUpMany(AccountStores stores) throws Exception {
        List<NewUser> users = Stream.generate(TestPeople::anyone).limit(AT_ONCE).toList();
        return await(Future.all(users.stream().map(user -> signUp(stores, user)).toList()))
                .list();
    }

    private Future<String> signUp(AccountStores stores, NewUser user) {
        return stores.users()
                .create(user)
                .map("kept")
                .recover(H2FullDiskTest::refused)
                .onSuccess(result -> {
                    if (result.equals("kept")) {
                        kept.add(user.profile().id());
                    }
                });
    }

    private static Future<String> refused(Throwable cause) {
        return cause instanceof Failure failure && failure.code() == FailureCode.UNAVAILABLE
                ? Future.succeededFuture("refused")
                : Future.failedFuture(cause);
    }
}
