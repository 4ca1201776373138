package dev.parley.sessions.redis;

import static dev.parley.sessions.SessionDirectoryContract.await;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SelfSignedCertificate;

/** Speaks TLS for a server that does not. */
final class TlsFront implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final NetServer server;

    TlsFront(int port, SelfSignedCertificate certificate) {
        NetServerOptions options = new NetServerOptions().setSsl(true).setKeyCertOptions(certificate.keyCertOptions());
        server = await(vertx.createNetServer(options)
                .connectHandler(client -> connect(client, port))
                .listen(0, "localhost"));
    }

    int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private void connect(NetSocket client, int port) {
        client.pause();
        vertx.createNetClient().connect(port, "127.0.0.1").onSuccess(redis -> {
            redis.pipeTo(client);
            client.pipeTo(redis);
        });
    }
}
