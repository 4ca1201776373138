package dev.parley.listen;

import dev.parley.config.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that an HTTP server shows, if it speaks TLS. Its files are read again every minute, for certificates run
 * out and another is to need no restart. For the context of one verticle.
 */
public final class Certificate {
    private static final Logger LOG = LoggerFactory.getLogger(Certificate.class);
    private static final Duration READ_AGAIN = Duration.ofMinutes(1);

    private final Optional<Settings.Tls> files;
    private final Duration readAgain;

    /** @param files empty for plain HTTP */
    public Certificate(Optional<Settings.Tls> files) {
        this(files, READ_AGAIN);
    }

    Certificate(Optional<Settings.Tls> files, Duration readAgain) {
        this.files = files;
        this.readAgain = readAgain;
    }

    /** Has a server show it, and speak HTTP/1 alone. A server whose files cannot be used does not come to listen. */
    public HttpServerOptions on(HttpServerOptions options) {
        files.ifPresent(pem -> options.setSsl(true).setUseAlpn(false).setKeyCertOptions(keyCertificate(pem)));
        return options;
    }

    /** Keeps the certificate of a server that listens up to date, for as long as the calling verticle is deployed. */
    public void follow(Vertx vertx, HttpServer server) {
        files.ifPresent(pem -> vertx.setPeriodic(readAgain.toMillis(), due -> read(pem, server)));
    }

    private static void read(Settings.Tls pem, HttpServer server) {
        server.updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(keyCertificate(pem)), true)
                .onFailure(cause -> LOG.error("{} cannot be read, the one before stays: {}", pem, cause.getMessage()));
    }

    /** A certificate with its key, as Vert.x takes it. */
    static PemKeyCertOptions keyCertificate(Settings.Tls pem) {
        return new PemKeyCertOptions()
                .addCertPath(pem.certificate().toString())
                .addKeyPath(pem.key().toString());
    }
}
