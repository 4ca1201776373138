package dev.parley.listen;

import dev.parley.config.Settings;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemTrustOptions;

/** The event bus between nodes that show each other their certificates. */
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
                .setTrustOptions(
                        new PemTrustOptions().addCertPath(settings.authority().toString()));
    }
}
