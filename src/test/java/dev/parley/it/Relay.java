package dev.parley.it;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to an edge that can go dead: it stays open, and nothing passes any more. */
final class Relay implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final List<NetSocket> ends = new CopyOnWriteArrayList<>();
    private final NetServer server;
    private volatile boolean dead;

    Relay(URI edge) {
        server = vertx.createNetServer().connectHandler(client -> {
            client.pause();
            vertx.createNetClient().connect(edge.getPort(), edge.getHost()).onSuccess(target -> {
                pass(client, target);
                pass(target, client);
                client.resume();
            });
        });
        server.listen(0, "127.0.0.1").await();
    }

    private void pass(NetSocket from, NetSocket to) {
        ends.add(from);
        from.handler(bytes -> {
            if (!dead) {
                to.write(bytes);
            }
        });
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    void goDead() {
        dead = true;
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
