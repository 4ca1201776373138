package dev.parley.accounts.sql;

import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCConnectOptions;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;
import org.flywaydb.core.Flyway;

/** The H2 database {@code accounts} in a folder. */
final class H2File {
    /**
     * {@code WRITE_DELAY=0} writes a commit to the file before it returns, where H2 would otherwise keep it for half a second
     * and lose it with the process. The trace file would show values.
     */
    private static final String OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + ";WRITE_DELAY=0;LOCK_TIMEOUT=3000;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";

    /** Forces the file to the disk, which a commit alone does not: it survives the process, but not the power. */
    private static final String FORCE = "CHECKPOINT SYNC";

    /**
     * Far more than a transaction writes: nothing is begun with less. H2 gives its file up for good when it cannot write, and
     * where two find that out at once, each waits for the other for ever (seen in 2.5.252: {@code MVStore.panic} holds the lock
     * of the store and wants the database's, {@code Database.checkPowerOff} the other way round).
     */
    private static final long ROOM_BYTES = 8 << 20;

    private static final int CONNECTIONS = 4;
    private static final int WAITING = 1_000;

    private final Path file;

    H2File(Path folder) {
        this.file = folder.toAbsolutePath().normalize().resolve("accounts");
    }

    /** Makes the folder and the schema. Blocks. */
    Void migrate() throws IOException {
        Files.createDirectories(file.getParent());
        Flyway.configure()
                .dataSource(url(), "", "")
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return null;
    }

    Database connect(Vertx vertx) {
        PoolOptions bounds = new PoolOptions()
                .setMaxSize(CONNECTIONS)
                .setMaxWaitQueueSize(WAITING)
                .setConnectionTimeout(3)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS);
        JDBCConnectOptions options =
                new JDBCConnectOptions().setJdbcUrl(url()).setUser("").setPassword("");
        return new Database("the account store", () -> JDBCPool.pool(vertx, options, bounds), FORCE, this::hasRoom);
    }

    /**
     * Copies the database into a new folder, while it is used, and opens the copy once: what was not committed goes, and one
     * that cannot be opened is none. Blocks.
     */
    Void copyTo(Path folder) throws IOException, SQLException {
        Path zip = Files.createDirectory(folder).resolve("copy.zip");
        try (Connection connection = connection();
                PreparedStatement backup = connection.prepareStatement("BACKUP TO ?")) {
            backup.setString(1, zip.toString());
            backup.execute();
        }
        H2File copy = new H2File(folder);
        unpack(zip, copy.path());
        Files.delete(zip);
        copy.connection().close();
        return null;
    }

    private static void unpack(Path zip, Path file) throws IOException {
        try (ZipInputStream packed = new ZipInputStream(Files.newInputStream(zip))) {
            packed.getNextEntry();
            Files.copy(packed, file);
        }
    }

    /** One more connection, which keeps the database open. Blocks. */
    Connection connection() throws SQLException {
        return DriverManager.getConnection(url(), "", "");
    }

    private boolean hasRoom() {
        return path().toFile().getUsableSpace() >= ROOM_BYTES;
    }

    private Path path() {
        return file.resolveSibling(file.getFileName() + ".mv.db");
    }

    private String url() {
        return "jdbc:h2:file:" + file + OPTIONS;
    }

    @Override
    public String toString() {
        return path().toString();
    }
}
