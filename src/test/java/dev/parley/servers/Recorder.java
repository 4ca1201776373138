package dev.parley.servers;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A way to a port of this machine that writes down all that passes. */
public final class Recorder implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private final NetServer server;
    private final ByteArrayOutputStream passed = new ByteArrayOutputStream();

    public Recorder(int target) {
        server = vertx.createNetServer().connectHandler(from -> {
            from.pause();
            client.connect(target, "127.0.0.1")
                    .onSuccess(to -> {
                        join(from, to);
                        join(to, from);
                        from.resume();
                    })
                    .onFailure(refused -> from.close());
        });
        server.listen(0, "127.0.0.1").await();
    }

    private void join(NetSocket from, NetSocket to) {
        from.handler(bytes -> {
            passed.writeBytes(bytes.getBytes());
            to.write(bytes);
        });
        from.closeHandler(ended -> to.close());
    }

    public int port() {
        return server.actualPort();
    }

    public int size() {
        return passed.size();
    }

    /** Whether this has passed. */
    public boolean has(String text) {
        return passed.toString(StandardCharsets.ISO_8859_1).contains(text);
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
