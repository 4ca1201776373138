package dev.parley.edge;

import dev.parley.config.Settings;
import dev.parley.listen.Certificate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Where programs of the operator connect, over TCP. */
final class BridgePort {
    private static final int IDLE_SECONDS = 120;
    /** A token that is shorter can be guessed. */
    private static final int SHORTEST_TOKEN = 32;

    private static final int MOST_CONNECTIONS = 256;

    private final NetServer server;
    private int connections;

    private BridgePort(NetServer server) {
        this.server = server;
    }

    /**
     * Reads the service token and listens.
     *
     * @param onConnection takes the service token and a connection, on the context of both
     * @return a future completed when programs can connect
     */
    static Future<BridgePort> open(Vertx vertx, Settings.Bridge settings, BiConsumer<String, Connection> onConnection) {
        return token(vertx, settings.tokenFile())
                .compose(token -> listen(vertx, settings, connection -> onConnection.accept(token, connection)));
    }

    private static Future<String> token(Vertx vertx, Path file) {
        return vertx.fileSystem()
                .readFile(file.toString())
                .map(text -> text.toString(StandardCharsets.UTF_8).strip())
                .otherwise("")
                .compose(token -> token.length() < SHORTEST_TOKEN
                        ? Future.failedFuture("PARLEY_BRIDGE_TOKEN_FILE is " + file
                                + ", which cannot be read or holds no token of " + SHORTEST_TOKEN + " characters")
                        : Future.succeededFuture(token));
    }

    private static Future<BridgePort> listen(Vertx vertx, Settings.Bridge settings, Consumer<Connection> onConnection) {
        Certificate certificate = new Certificate(settings.tls());
        NetServer server = vertx.createNetServer(certificate.on(new NetServerOptions().setIdleTimeout(IDLE_SECONDS)));
        BridgePort port = new BridgePort(server);
        server.connectHandler(socket -> port.connected(socket, onConnection));
        return server.listen(settings.port(), settings.host())
                .recover(cause -> Future.failedFuture("PARLEY_BRIDGE_PORT is " + settings.port()
                        + ", on which this address cannot listen: " + settings.host()))
                .onSuccess(listening -> certificate.follow(vertx, server::updateSSLOptions))
                .map(port);
    }

    private void connected(NetSocket socket, Consumer<Connection> onConnection) {
        if (connections >= MOST_CONNECTIONS) {
            socket.close();
            return;
        }
        connections++;
        onConnection.accept(new TcpConnection(socket, () -> connections--));
    }

    int port() {
        return server.actualPort();
    }

    /** @return a future completed when nobody is connected any more */
    Future<Void> close() {
        return server.close();
    }
}
