package dev.parley.listen;

import dev.parley.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that a server shows, if it speaks TLS. Its files are read again every minute, for certificates run
 * out and another is to need no restart. For the context of one verticle.
 */
public final class Certificate {
    private static final Logger LOG = LoggerFactory.getLogger(Certificate.class);
    private static final Duration READ_AGAIN = Duration.ofMinutes(1);

    private final Optional<Settings.Tls> files;
    private final Duration readAgain;

    /** @param files empty for no TLS */
    public Certificate(Optional<Settings.Tls> files) {
        this(files, READ_AGAIN);
    }

    Certificate(Optional<Settings.Tls> files, Duration readAgain) {
        this.files = files;
        this.readAgain = readAgain;
    }

    /** Has a server show it, and speak HTTP/1 alone. A server whose files cannot be used does not come to listen. */
    public <O extends NetServerOptions> O on(O options) {
        files.ifPresent(pem -> options.setSsl(true).setUseAlpn(false).setKeyCertOptions(keyCertificate(pem)));
        return options;
    }

    /**
     * Keeps the certificate of a server that listens up to date, for as long as the calling verticle is deployed.
     *
     * @param server how it takes other options
     */
    public void follow(Vertx vertx, BiFunction<ServerSSLOptions, Boolean, Future<Boolean>> server) {
        files.ifPresent(pem -> vertx.setPeriodic(readAgain.toMillis(), due -> read(pem, server)));
    }

    private static void read(Settings.Tls pem, BiFunction<ServerSSLOptions, Boolean, Future<Boolean>> server) {
        server.apply(new ServerSSLOptions().setKeyCertOptions(keyCertificate(pem)), true)
                .onFailure(cause -> LOG.error("{} cannot be read, the one before stays: {}", pem, cause.getMessage()));
    }

    /** A certificate with its key, as Vert.x takes it. */
    static PemKeyCertOptions keyCertificate(Settings.Tls pem) {
        return new PemKeyCertOptions()
                .addCertPath(pem.certificate().toString())
                .addKeyPath(pem.key().toString());
    }
}
