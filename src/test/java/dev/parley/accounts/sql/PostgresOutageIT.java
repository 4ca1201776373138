package dev.parley.accounts.sql;

import static dev.parley.accounts.TestPeople.await;
import static dev.parley.accounts.TestPeople.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.accounts.AccountStores;
import dev.parley.accounts.Change;
import dev.parley.accounts.NewUser;
import dev.parley.accounts.TestPeople;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import dev.parley.servers.PostgresServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server that dies, or stands still, does to those who use it. */
class PostgresOutageIT {
    private static final int AT_ONCE = 24;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Queue<NewUser> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private PostgresServer server;
    private AccountStores stores;
    private volatile boolean enough;
    private volatile CountDownLatch toGo;

    @BeforeEach
    void open() throws Exception {
        server = PostgresServer.start(folder.resolve("postgres"));
        stores = await(SqlAccounts.openPostgres(
                vertx, PostgresSettings.parse(server.url()), List.of(), Duration.ofSeconds(20)));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
        server.close();
    }

    @Test
    void keepsAllThatItAcknowledgedWhenItIsKilledUnderLoad() throws Exception {
        List<Future<Void>> makers =
                Stream.generate(this::makeUsers).limit(AT_ONCE).toList();
        awaitAcknowledged(300);
        server.kill();
        server.restart();
        awaitAcknowledged(300);
        enough = true;
        await(Future.all(makers));

        for (NewUser user : acknowledged) {
            assertThat(await(stores.users().find(user.profile().id()))).contains(user.profile());
        }
        assertThat(failures).isNotEmpty().allSatisfy(PostgresOutageIT::isUnavailable);
    }

    @Test
    void answersInTimeWhileItStandsStillAndGoesOnAfterwards() throws Exception {
        NewUser user = TestPeople.anyone();
        UserId id = user.profile().id();
        await(stores.users().create(user));
        server.stop();
        try {
            Future<?> read = stores.users().find(id);
            Future<?> written = stores.users().update(id, Change::none);
            isUnavailable(failure(stores.check()));
            isUnavailable(failure(read));
            isUnavailable(failure(written));
        } finally {
            server.go();
        }
        assertThat(await(untilItWorks(id))).isTrue();
    }

    private Future<Boolean> untilItWorks(UserId user) {
        return stores.users()
                .update(user, Change::none)
                .compose(updated -> stores.users().find(user))
                .map(found -> found.isPresent())
                .recover(cause -> vertx.timer(100).compose(later -> untilItWorks(user)));
    }

    private void awaitAcknowledged(int more) throws InterruptedException {
        toGo = new CountDownLatch(more);
        assertThat(toGo.await(60, TimeUnit.SECONDS)).isTrue();
    }

    /** Makes one user after the other; one that failed is tried again, and may be there already. */
    private Future<Void> makeUsers() {
        return enough ? Future.succeededFuture() : make(TestPeople.anyone()).compose(made -> makeUsers());
    }

    private Future<Void> make(NewUser user) {
        return stores.users().create(user).recover(cause -> retry(user, cause)).onSuccess(made -> {
            acknowledged.add(user);
            toGo.countDown();
        });
    }

    private Future<Void> retry(NewUser user, Throwable cause) {
        if (cause instanceof Failure failure && failure.code() == FailureCode.USERNAME_TAKEN) {
            return Future.succeededFuture();
        }
        failures.add(cause);
        return vertx.timer(100).compose(later -> stores.users().create(user)).recover(again -> retry(user, again));
    }

    private static void isUnavailable(Throwable cause) {
        assertThat(cause).isInstanceOf(Failure.class);
        assertThat(((Failure) cause).code()).isEqualTo(FailureCode.UNAVAILABLE);
    }
}
