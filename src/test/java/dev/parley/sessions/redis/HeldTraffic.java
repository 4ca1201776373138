package dev.parley.sessions.redis;

import static dev.parley.sessions.SessionDirectoryContract.await;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SelfSignedCertificate;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/** A way to Redis that can hold requests or replies back, and counts what was asked since. */
final class HeldTraffic implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final NetServer server;
    private final Queue<NetSocket> requests = new ConcurrentLinkedQueue<>();
    private final Queue<NetSocket> replies = new ConcurrentLinkedQueue<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    HeldTraffic(int port) {
        this(port, new NetServerOptions());
    }

    private HeldTraffic(int port, NetServerOptions options) {
        server = await(vertx.createNetServer(options)
                .connectHandler(client -> connect(client, port))
                .listen(0, "127.0.0.1"));
    }

    /** The same that speaks TLS for a server that does not. */
    static HeldTraffic byTls(int port, SelfSignedCertificate certificate) {
        return new HeldTraffic(
                port, new NetServerOptions().setSsl(true).setKeyCertOptions(certificate.keyCertOptions()));
    }

    int port() {
        return server.actualPort();
    }

    void holdReplies() {
        replies.forEach(NetSocket::pause);
        asked.clear();
    }

    void holdRequests() {
        requests.forEach(NetSocket::pause);
        asked.clear();
    }

    void letGo() {
        requests.forEach(NetSocket::resume);
        replies.forEach(NetSocket::resume);
    }

    /** How many commands of that name were asked; all of them for an empty name. */
    int asked(String command) {
        Pattern pattern = Pattern.compile("\\*\\d+\r\n\\$\\d+\r\n" + command.toLowerCase(Locale.ROOT));
        return (int) pattern.matcher(String.join("", asked).toLowerCase(Locale.ROOT))
                .results()
                .count();
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private void connect(NetSocket client, int port) {
        client.pause();
        vertx.createNetClient().connect(port, "127.0.0.1").onSuccess(redis -> {
            requests.add(client);
            replies.add(redis);
            redis.handler(client::write).closeHandler(end -> client.close());
            client.handler(bytes -> {
                        asked.add(bytes.toString(StandardCharsets.ISO_8859_1));
                        redis.write(bytes);
                    })
                    .closeHandler(end -> redis.close())
                    .resume();
        });
    }
}
