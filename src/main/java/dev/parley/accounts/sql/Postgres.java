package dev.parley.accounts.sql;

import dev.parley.accounts.sql.PostgresSettings.Tls;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.PoolOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import org.flywaydb.core.Flyway;

/**
 * A PostgreSQL database. Reads of many callers share two connections, one behind the other without waiting for answers; a
 * transaction has a connection to itself.
 */
final class Postgres {
    private static final int READING = 2;
    private static final int WRITING = 6;
    private static final int WAITING = 1_000;
    private static final int PIPELINED = 256;
    private static final int CONNECT_MILLIS = 3_000;
    /** How long sent bytes may stay unacknowledged: a host that vanished is noticed then, not after a quarter of an hour. */
    private static final int SILENCE_MILLIS = 5_000;

    private final PostgresSettings settings;
    private final Schema schema;

    Postgres(PostgresSettings settings, Schema schema) {
        this.settings = settings;
        this.schema = schema;
    }

    /** Brings the schema up to date, under a lock in the database: any number of processes may do it at once. Blocks. */
    Void migrate() {
        Flyway.configure()
                .dataSource(jdbcUrl(), settings.user(), settings.password().orElse(""))
                .locations("classpath:" + schema.folder())
                .table(schema.table())
                .baselineOnMigrate(schema.besideOthers())
                .baselineVersion("0")
                .load()
                .migrate();
        return null;
    }

    Database connect(Vertx vertx) {
        return new Database(
                toString(),
                PgBuilder.client()
                        .with(bounds(READING).setName(schema.name() + "-reads"))
                        .with(network())
                        .connectingTo(options())
                        .using(vertx)
                        .build(),
                PgBuilder.pool()
                        .with(bounds(WRITING).setName(schema.name() + "-writes"))
                        .with(network())
                        .connectingTo(options())
                        .using(vertx)
                        .build());
    }

    private static PoolOptions bounds(int connections) {
        return new PoolOptions()
                .setMaxSize(connections)
                .setMaxWaitQueueSize(WAITING)
                .setConnectionTimeout(3)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    }

    private static NetClientOptions network() {
        return new NetClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setTcpUserTimeout(SILENCE_MILLIS);
    }

    /** A commit is answered when it is on the disk, whatever the server's own default. */
    private PgConnectOptions options() {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setDatabase(settings.database())
                .setUser(settings.user())
                .setPassword(settings.password().orElse(""))
                .setPipeliningLimit(PIPELINED)
                .setCachePreparedStatements(true)
                .addProperty("application_name", "parley")
                .addProperty("synchronous_commit", "on")
                .addProperty("statement_timeout", "3s")
                .addProperty("idle_in_transaction_session_timeout", "10s")
                .setSslMode(SslMode.of(settings.tls().sslmode()));
        return settings.tls() == Tls.DISABLE ? options : options.setSslOptions(tls());
    }

    private ClientSSLOptions tls() {
        ClientSSLOptions tls = new ClientSSLOptions()
                .setTrustAll(!settings.tls().verifies())
                .setHostnameVerificationAlgorithm(settings.tls() == Tls.VERIFY_FULL ? "HTTPS" : "");
        settings.authority().map(Postgres::trust).ifPresent(tls::setTrustOptions);
        return tls;
    }

    private static TrustOptions trust(String authority) {
        if (!authority.equals(PostgresSettings.SYSTEM_AUTHORITIES)) {
            return new PemTrustOptions().addCertPath(authority);
        }
        try {
            TrustManagerFactory known = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            known.init((KeyStore) null);
            return TrustOptions.wrap(known.getTrustManagers()[0]);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** For the migration only. The user and the password are not in it. */
    private String jdbcUrl() {
        String url = "jdbc:postgresql://" + settings.host() + ":" + settings.port() + "/" + encoded(settings.database())
                + "?ApplicationName=parley&tcpKeepAlive=true&connectTimeout=3&loginTimeout=5&sslmode="
                + settings.tls().sslmode();
        return url
                + settings.authority()
                        .map(file -> file.equals(PostgresSettings.SYSTEM_AUTHORITIES)
                                ? "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"
                                : "&sslrootcert=" + encoded(file))
                        .orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
