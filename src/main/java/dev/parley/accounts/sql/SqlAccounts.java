package dev.parley.accounts.sql;

import dev.parley.accounts.AccountStores;
import dev.parley.accounts.DeviceStore;
import dev.parley.accounts.UserStore;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens account stores in SQL databases. */
public final class SqlAccounts {
    private static final Logger LOG = LoggerFactory.getLogger(SqlAccounts.class);

    private SqlAccounts() {}

    /**
     * Opens the H2 database in a folder, making it and bringing its schema up to date where needed. One process at a time can
     * hold it.
     *
     * @return a future completed with the store, or failed with a {@link Failure} of code {@code UNAVAILABLE} that says
     *     which file and why
     */
    public static Future<AccountStores> openH2(Vertx vertx, Path folder) {
        H2File file = new H2File(folder);
        return vertx.executeBlocking(file::migrate)
                .map(migrated -> stores(file.connect(vertx)))
                .recover(cause -> Future.failedFuture(unusable(file, cause)));
    }

    private static Failure unusable(H2File file, Throwable cause) {
        LOG.debug("Opening {} failed", file, cause);
        return Failure.of(FailureCode.UNAVAILABLE, "the account store " + file + " cannot be opened: " + reason(cause));
    }

    /** The first line of the innermost cause: what the database itself says. */
    private static String reason(Throwable cause) {
        Throwable innermost = cause;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return String.valueOf(innermost.getMessage()).lines().findFirst().orElse("no reason given");
    }

    private static AccountStores stores(Database database) {
        UserStore users = new SqlUsers(database);
        DeviceStore devices = new SqlDevices(database);
        return new Stores(database, users, devices);
    }

    private record Stores(Database database, UserStore users, DeviceStore devices) implements AccountStores {
        @Override
        public Future<Void> check() {
            return database.check();
        }

        @Override
        public Future<Void> close() {
            return database.close();
        }
    }
}
