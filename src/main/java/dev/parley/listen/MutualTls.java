package dev.parley.listen;

import dev.parley.config.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemTrustOptions;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Connections between nodes that show each other their certificates. */
public final class MutualTls {
    private MutualTls() {}

    /**
     * Has a node take no connection of the bus, and make none, without a certificate of the authority. It does not matter for
     * which host that is, for the authority is the cluster's own.
     */
    public static void require(Settings.MutualTls settings, EventBusOptions bus) {
        bus.setSsl(true)
                .setClientAuth(ClientAuth.REQUIRED)
                .setTrustAll(false)
                .setKeyCertOptions(Certificate.keyCertificate(settings.own()))
                .setTrustOptions(authority(settings));
    }

    /**
     * The same for who makes connections without Vert.x, from files read in the same way, which blocks.
     *
     * @throws GeneralSecurityException if the files hold nothing that can be used
     */
    public static SSLContext context(Vertx vertx, Settings.MutualTls settings, String protocol)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance(protocol);
        context.init(keys(vertx, settings), trusted(vertx, settings), null);
        return context;
    }

    private static KeyManager[] keys(Vertx vertx, Settings.MutualTls settings) throws GeneralSecurityException {
        try {
            return Certificate.keyCertificate(settings.own())
                    .getKeyManagerFactory(vertx)
                    .getKeyManagers();
        } catch (Exception unreadable) {
            throw new GeneralSecurityException(unreadable.getMessage(), unreadable);
        }
    }

    private static TrustManager[] trusted(Vertx vertx, Settings.MutualTls settings) throws GeneralSecurityException {
        try {
            return authority(settings).getTrustManagerFactory(vertx).getTrustManagers();
        } catch (Exception unreadable) {
            throw new GeneralSecurityException(unreadable.getMessage(), unreadable);
        }
    }

    private static PemTrustOptions authority(Settings.MutualTls settings) {
        return new PemTrustOptions().addCertPath(settings.authority().toString());
    }
}
