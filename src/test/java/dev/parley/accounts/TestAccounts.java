package dev.parley.accounts;

import static dev.parley.accounts.TestPeople.await;

import dev.parley.accounts.sql.SqlAccounts;
import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.LogIn;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.AccountsService.Refresh;
import dev.parley.bus.AccountsService.SignUp;
import dev.parley.bus.AccountsService.SignedIn;
import dev.parley.bus.Bus;
import dev.parley.bus.Endpoint;
import dev.parley.config.Settings.Argon2Cost;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The accounts verticle over H2, on a real bus, with a clock that tests move and a cost that does not slow them. */
public final class TestAccounts {
    public static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);
    public static final String PASSWORD = "correct horse";

    public final Vertx vertx = Vertx.vertx();
    public final Bus bus = new Bus(vertx);
    public final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T12:00:00Z"));
    public final TestIds ids = new TestIds();
    private final Path folder;
    private final Duration keysReadAgain;
    private String deployment = "";

    public TestAccounts(Path folder) throws Exception {
        this(folder, Duration.ofMinutes(1));
    }

    /** @param keysReadAgain how often the file of keys is read */
    TestAccounts(Path folder, Duration keysReadAgain) throws Exception {
        this.folder = folder;
        this.keysReadAgain = keysReadAgain;
        start(CHEAP);
    }

    /** Stops the verticle and starts it again over the same folder. */
    public void restart(Argon2Cost cost) throws Exception {
        await(vertx.undeploy(deployment));
        start(cost);
    }

    private void start(Argon2Cost cost) throws Exception {
        deployment = await(vertx.deployVerticle(verticle(cost)));
    }

    /** Starts the verticle once more over the same store, as other nodes do. */
    void addNode() throws Exception {
        await(vertx.deployVerticle(verticle(CHEAP)));
    }

    private AccountsVerticle verticle(Argon2Cost cost) {
        return new AccountsVerticle(
                bus, vx -> SqlAccounts.openH2(vx, folder), cost, keyFile(), ids, now::get, keysReadAgain);
    }

    public Path keyFile() {
        return folder.resolve("jwt-keys.json");
    }

    public <Q, R> R ask(Endpoint<Q, R> endpoint, Q question) throws Exception {
        return await(bus.request(endpoint, question));
    }

    public <Q, R> Failure refusal(Endpoint<Q, R> endpoint, Q question) throws Exception {
        return (Failure) TestPeople.failure(bus.request(endpoint, question));
    }

    /** A new user with {@link #PASSWORD}. */
    public Profile signUp() throws Exception {
        return ask(AccountsService.SIGN_UP, new SignUp("user_" + TestPeople.newId(), PASSWORD, "Some One"));
    }

    public SignedIn logIn(Profile user) throws Exception {
        return ask(AccountsService.LOG_IN, logIn(user.username(), PASSWORD, Optional.empty()));
    }

    public SignedIn logInAgain(SignedIn device) throws Exception {
        return ask(AccountsService.LOG_IN, logIn(device.user().username(), PASSWORD, Optional.of(device.device())));
    }

    public SignedIn refresh(SignedIn device) throws Exception {
        return ask(AccountsService.REFRESH, new Refresh(device.refreshToken()));
    }

    public static LogIn logIn(String username, String password, Optional<DeviceId> device) {
        return new LogIn(username, password, device, "phone", "android");
    }

    /** What the store keeps of a user's password; read beside the verticle, through the same open file. */
    public String hashOf(Profile user) throws Exception {
        AccountStores stores = await(SqlAccounts.openH2(vertx, folder));
        try {
            return await(stores.users().credentials(user.username()))
                    .orElseThrow()
                    .passwordHash();
        } finally {
            await(stores.close());
        }
    }

    public void close() throws Exception {
        await(vertx.close());
    }
}
