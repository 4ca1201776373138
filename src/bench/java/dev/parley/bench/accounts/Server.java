package dev.parley.bench.accounts;

import dev.parley.accounts.sql.PostgresSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** A PostgreSQL server, as its superuser sees it. Blocks. */
final class Server {
    private final PostgresSettings settings;

    Server(PostgresSettings settings) {
        this.settings = settings;
    }

    /** Another database of the same server. */
    PostgresSettings settings(String database) {
        return new PostgresSettings(
                settings.host(),
                settings.port(),
                database,
                settings.user(),
                settings.password(),
                settings.tls(),
                settings.authority());
    }

    void make(String... databases) throws SQLException {
        drop(databases);
        for (String database : databases) {
            execute(settings.database(), List.of("CREATE DATABASE " + database));
        }
    }

    void drop(String... databases) throws SQLException {
        for (String database : databases) {
            execute(settings.database(), List.of("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)"));
        }
    }

    void execute(String database, List<String> statements) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    /** How large a database is, on its disk. */
    long bytes(String database) throws SQLException {
        try (Connection connection = connect(database)) {
            return number(connection, "SELECT pg_database_size(current_database())");
        }
    }

    /** @return what a query says in one row of one column */
    static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Its processor time from now on, as that of one database, of another one, and of all else. */
    ServerTime time(String accounts, String queue) throws IOException, SQLException {
        Connection connection = connect(settings.database());
        return new ServerTime(connection, number(connection, "SELECT pg_backend_pid()"), accounts, queue);
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        settings.password().ifPresent(password -> properties.setProperty("password", password));
        return DriverManager.getConnection(
                "jdbc:postgresql://" + settings.host() + ":" + settings.port() + "/" + database, properties);
    }
}
