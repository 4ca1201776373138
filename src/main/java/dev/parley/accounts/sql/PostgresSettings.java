package dev.parley.accounts.sql;

import java.util.Locale;
import java.util.Optional;

/**
 * Which PostgreSQL to use, as a URL says it:
 * {@code postgresql://user[:password]@host[:port]/database[?sslmode=disable|require|verify-ca|verify-full&sslrootcert=file]}.
 * User, password and database are percent-encoded. Its text never holds the password.
 *
 * @param authority a PEM file of the authorities that sign the server's certificate, or {@code system} for those that the
 *     JDK knows
 */
public record PostgresSettings(
        String host,
        int port,
        String database,
        String user,
        Optional<String> password,
        Tls tls,
        Optional<String> authority) {

    static final String SYSTEM_AUTHORITIES = "system";

    /** How far the connection is protected, as PostgreSQL's own clients name it. */
    public enum Tls {
        DISABLE,
        /** Encrypted, whoever the server is. */
        REQUIRE,
        /** The server's certificate is signed by the authority. */
        VERIFY_CA,
        /** And it is that of the host. */
        VERIFY_FULL;

        /** The value of {@code sslmode}. */
        String sslmode() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean verifies() {
            return this == VERIFY_CA || this == VERIFY_FULL;
        }
    }

    /**
     * Reads the URL.
     *
     * @throws IllegalArgumentException when it is not one; the message does not repeat it
     */
    public static PostgresSettings parse(String url) {
        return new PostgresUrl(url).settings();
    }

    /** The server and its database, for people. */
    @Override
    public String toString() {
        return "postgresql://" + host + ":" + port + "/" + database;
    }
}
