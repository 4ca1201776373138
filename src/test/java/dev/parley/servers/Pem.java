package dev.parley.servers;

import dev.parley.config.Settings;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A certificate for {@code localhost}, its key and its authority, in PEM, and clients that trust or show it. They lie beside
 * this class, are good for a hundred years, and protect nothing.
 */
public record Pem(Path certificate, Path key, Path authority) {
    /** What a cluster has. */
    public static final Pem OURS = named("ours");
    /** What another authority signed. */
    public static final Pem THEIRS = named("theirs");

    private static Pem named(String name) {
        return new Pem(file(name + ".pem"), file(name + "-key.pem"), file(name + "-authority.pem"));
    }

    private static Path file(String name) {
        try {
            return Path.of(Pem.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public Settings.Tls files() {
        return new Settings.Tls(certificate, key);
    }

    /** A client that trusts its authority alone, and shows nothing. */
    public SSLContext trusted() throws IOException {
        return context(trusting());
    }

    /** A client that trusts its authority alone, and shows {@code own}. */
    public SSLContext trustedBy(Pem own) throws IOException {
        return context(trusting().keyManager(own.certificate.toFile(), own.key.toFile()));
    }

    /** A connection to this machine, over which both sides have agreed. */
    public static SSLSocket connect(int port, SSLContext client) throws IOException {
        SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    /** The first line of what a server answers to a GET. */
    public static String get(int port, SSLContext client, String path, String... headers) throws IOException {
        String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n";
        String request = head + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
        return ask(port, client, request).lines().findFirst().orElse("");
    }

    /** The beginning of what a server answers. */
    public static String ask(int port, SSLContext client, String request) throws IOException {
        try (SSLSocket socket = connect(port, client)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[4_096];
            int count = Math.max(0, socket.getInputStream().read(answer));
            return new String(answer, 0, count, StandardCharsets.US_ASCII);
        }
    }

    private SslContextBuilder trusting() {
        return SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .endpointIdentificationAlgorithm("")
                .trustManager(authority.toFile());
    }

    private static SSLContext context(SslContextBuilder builder) throws IOException {
        return ((JdkSslContext) builder.build()).context();
    }
}
