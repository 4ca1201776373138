package dev.parley.boot;

import dev.parley.config.Settings;
import dev.parley.config.SettingsLoader;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Asks the ops port of this machine whether the process there lives, or is {@code ready}, and ends with 0 or 1. For container
 * images, which have no other tool to ask with.
 */
public final class Health {
    private static final int OK = 200;
    private static final int SICK = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private Health() {}

    public static void main(String[] args) {
        Settings.Ops ops =
                SettingsLoader.load(new JsonObject(), System.getenv()).ops();
        System.exit(isWell(ops, args.length == 0 ? "live" : args[0]) ? 0 : SICK);
    }

    static boolean isWell(Settings.Ops ops, String which) {
        String host = ops.host().equals("0.0.0.0") ? "127.0.0.1" : ops.host();
        String scheme = ops.tls().isPresent() ? "https://" : "http://";
        URI uri = URI.create(scheme + host + ":" + ops.port() + "/health/" + which);
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            if (ops.tls().isPresent()) {
                trust((HttpsURLConnection) connection, ops.tls().get().certificate());
            }
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            return connection.getResponseCode() == OK;
        } catch (IOException | GeneralSecurityException nobody) {
            return false;
        }
    }

    /** Whoever shows the very certificate of the settings is who is meant, by whatever name. */
    private static void trust(HttpsURLConnection connection, Path certificate)
            throws IOException, GeneralSecurityException {
        KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
        known.load(null, null);
        try (InputStream pem = Files.newInputStream(certificate)) {
            known.setCertificateEntry(
                    "ops", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        connection.setSSLSocketFactory(context.getSocketFactory());
        connection.setHostnameVerifier((name, session) -> true);
    }
}
