package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import com.datastax.oss.driver.api.core.ssl.SslEngineFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS to the nodes: their certificates must be signed by an authority that we know, and name the host that we ask. */
final class Encryption {
    private Encryption() {}

    static Optional<SslEngineFactory> of(CassandraSettings settings) {
        return settings.tls()
                ? Optional.of(new ProgrammaticSslEngineFactory(context(settings.authority()), null, true))
                : Optional.empty();
    }

    private static SSLContext context(Optional<Path> authority) {
        try {
            return authority.isPresent() ? trusting(authority.get()) : SSLContext.getDefault();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the authorities of its certificates cannot be read: " + e, e);
        }
    }

    private static SSLContext trusting(Path authority) throws GeneralSecurityException, IOException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store(authority));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore store(Path authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream file = Files.newInputStream(authority)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry(Integer.toString(store.size()), certificate);
            }
        }
        return store;
    }
}
