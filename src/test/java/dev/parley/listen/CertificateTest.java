package dev.parley.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Eventually;
import dev.parley.config.Settings;
import dev.parley.servers.Pem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real handshakes with a server whose files an operator replaces. */
class CertificateTest {
    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final String OK = "HTTP/1.1 200 OK";

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path folder;

    private int port;

    @BeforeEach
    void listen() throws IOException {
        Settings.Tls files = new Settings.Tls(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
        put(Pem.OURS);
        Certificate certificate = new Certificate(Optional.of(files), OFTEN);
        HttpServer server = new Callers(0)
                .watch(vertx.createHttpServer(certificate.on(new HttpServerOptions())))
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1")
                .await();
        certificate.follow(vertx, server::updateSSLOptions);
        port = server.actualPort();
    }

    private void put(Pem pem) throws IOException {
        Files.copy(pem.key(), folder.resolve("key.pem"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(pem.certificate(), folder.resolve("certificate.pem"), StandardCopyOption.REPLACE_EXISTING);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void whoTrustsItIsAnsweredAndWhoDoesNotGoesAway() throws IOException {
        assertThat(Pem.get(port, Pem.OURS.trusted(), "/")).isEqualTo(OK);
        assertThatThrownBy(() -> Pem.get(port, Pem.THEIRS.trusted(), "/")).isInstanceOf(SSLException.class);
    }

    @Test
    void plainHttpIsNotAnswered() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).doesNotContain("HTTP");
        }
    }

    /** What watches requests knows that alone. */
    @Test
    void speaksHttp1WhateverTheClientWouldLike() throws IOException {
        try (SSLSocket socket = (SSLSocket)
                Pem.OURS.trusted().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            SSLParameters wish = socket.getSSLParameters();
            wish.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            socket.setSSLParameters(wish);
            socket.startHandshake();
            assertThat(socket.getApplicationProtocol()).isIn("", "http/1.1");
        }
    }

    @Test
    void anotherCertificateNeedsNoRestart() throws Exception {
        put(Pem.THEIRS);
        Eventually.holds("the other is shown", () -> isShown(Pem.THEIRS));
        Files.writeString(folder.resolve("certificate.pem"), "broken");
        Eventually.pause(OFTEN.toMillis() * 4);
        assertThat(isShown(Pem.THEIRS)).isTrue();
    }

    private boolean isShown(Pem pem) throws IOException {
        try {
            return Pem.get(port, pem.trusted(), "/").equals(OK);
        } catch (SSLException another) {
            return false;
        }
    }
}
