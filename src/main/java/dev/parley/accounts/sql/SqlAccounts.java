package dev.parley.accounts.sql;

import dev.parley.accounts.AccountStores;
import dev.parley.accounts.AnnouncementStore;
import dev.parley.accounts.DeviceStore;
import dev.parley.accounts.FriendStore;
import dev.parley.accounts.GroupStore;
import dev.parley.accounts.PreferenceStore;
import dev.parley.accounts.PushQueue;
import dev.parley.accounts.RegistrationStore;
import dev.parley.accounts.TieStore;
import dev.parley.accounts.UserStore;
import dev.parley.archive.Archive;
import dev.parley.backup.LiveCopy;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens account stores in SQL databases. */
public final class SqlAccounts {
    private static final Logger LOG = LoggerFactory.getLogger(SqlAccounts.class);

    /** How many databases may be given to the queue of pushes. */
    public static final int MOST_PUSH_DATABASES = PushTables.MOST - 1;

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
        Hold hold = new Hold(vertx);
        return h2(vertx, file)
                .compose(database -> stores(
                        database,
                        List.of(),
                        new OwnGroups(new SqlGroups(database)),
                        hold,
                        Optional.of(new H2Copy(vertx, file, hold))));
    }

    /** The same to export it or to import into it. */
    public static Future<Archive> archiveH2(Vertx vertx, Path folder) {
        return h2(vertx, new H2File(folder)).map(SqlArchive::new);
    }

    /**
     * Opens a PostgreSQL database and brings its schema up to date; any number of processes can have it open. A server that
     * does not answer, or does not let us in, is asked again once a second, with a line in the log each time.
     *
     * @param pushes databases for the queue of pushes, at most {@link #MOST_PUSH_DATABASES}; none to have it among the accounts
     * @param patience how long to wait for the servers
     * @return a future completed with the store, or failed with a {@link Failure} of code {@code UNAVAILABLE} that says
     *     which server and why
     */
    public static Future<AccountStores> openPostgres(
            Vertx vertx, PostgresSettings settings, List<PostgresSettings> pushes, Duration patience) {
        List<Future<Database>> opened = new ArrayList<>(List.of(postgres(vertx, settings, Schema.ACCOUNTS, patience)));
        pushes.forEach(one -> opened.add(postgres(vertx, one, Schema.PUSHES, patience)));
        return Future.join(opened)
                .compose(
                        all -> stores(
                                opened.get(0).result(),
                                opened.stream().skip(1).map(Future::result).toList(),
                                new SqlGroups(opened.get(0).result()),
                                new Hold(vertx),
                                Optional.empty()),
                        cause -> closeOpened(opened).transform(closed -> Future.failedFuture(cause)));
    }

    private static Future<?> closeOpened(List<Future<Database>> opened) {
        return Future.join(opened.stream()
                .filter(Future::succeeded)
                .map(one -> one.result().close())
                .toList());
    }

    /** The same to export it or to import into it. */
    public static Future<Archive> archivePostgres(Vertx vertx, PostgresSettings settings, Duration patience) {
        return postgres(vertx, settings, Schema.ACCOUNTS, patience).map(SqlArchive::new);
    }

    private static Future<Database> h2(Vertx vertx, H2File file) {
        return vertx.executeBlocking(file::migrate)
                .map(migrated -> file.connect(vertx))
                .recover(cause -> Future.failedFuture(unusable(file, cause)));
    }

    private static Future<Database> postgres(Vertx vertx, PostgresSettings settings, Schema schema, Duration patience) {
        return new Opening(vertx, new Postgres(settings, schema), patience).run();
    }

    private static Failure unusable(H2File file, Throwable cause) {
        LOG.debug("Opening {} failed", file, cause);
        return Failure.of(
                FailureCode.UNAVAILABLE,
                "the account store " + file + " cannot be opened: " + SqlFailures.reason(cause));
    }

    /** A database that holds part of an import is no store yet. */
    private static Future<AccountStores> stores(
            Database database, List<Database> pushes, GroupStore groups, Hold hold, Optional<LiveCopy> copy) {
        return database.read(SqlArchive::isUnderWay)
                .compose(underWay -> underWay
                        ? database.close()
                                .transform(closed -> Future.failedFuture(Failure.of(
                                        FailureCode.UNAVAILABLE,
                                        "the import into the account store is not finished: import again")))
                        : Future.succeededFuture(whole(database, pushes, groups, hold, copy)));
    }

    private static AccountStores whole(
            Database database, List<Database> pushes, GroupStore groups, Hold hold, Optional<LiveCopy> copy) {
        PushTables queued = PushTables.of(database, pushes);
        return new Stores(
                database,
                queued,
                new SqlUsers(database),
                new SqlDevices(database),
                new SqlTies(database),
                new SqlFriends(database),
                groups,
                new SqlPreferences(database),
                new SqlAnnouncements(database, hold),
                new SqlRegistrations(database, queued),
                new SqlPushes(database, queued),
                copy);
    }

    private record Stores(
            Database database,
            PushTables queued,
            UserStore users,
            DeviceStore devices,
            TieStore ties,
            FriendStore friends,
            GroupStore groups,
            PreferenceStore preferences,
            AnnouncementStore announcements,
            RegistrationStore registrations,
            PushQueue pushes,
            Optional<LiveCopy> liveCopy)
            implements AccountStores {
        @Override
        public Future<Void> check() {
            return database.check();
        }

        @Override
        public Future<Void> close() {
            return queued.close();
        }
    }
}
