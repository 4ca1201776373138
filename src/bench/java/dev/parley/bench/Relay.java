package dev.parley.bench;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.Map;

/**
 * The least that a server can do: hands each frame, as it came, to whom it is for. It checks nothing, keeps nothing and
 * answers nothing but {@code hello}. Any number of instances share the port and the sockets.
 */
final class Relay extends VerticleBase {
    private static final String SYNCED = "{\"type\":\"synced\",\"cursor\":\"0\",\"more\":false}";

    private final int port;
    private final Map<String, ServerWebSocket> sockets;

    /** @param sockets by the name that a client said with {@code hello}; for use by several threads */
    Relay(int port, Map<String, ServerWebSocket> sockets) {
        this.port = port;
        this.sockets = sockets;
    }

    /** The id of the group whose members are {@code count} clients in a row. */
    static String group(int first, int count) {
        return "r:" + first + "+" + count;
    }

    @Override
    public Future<?> start() {
        HttpServerOptions options = new HttpServerOptions()
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
        return vertx.createHttpServer(options)
                .webSocketHandler(socket -> socket.textMessageHandler(text -> heard(socket, new Frame(text))))
                .listen(port, "127.0.0.1");
    }

    private void heard(ServerWebSocket socket, Frame frame) {
        if (frame.type() == Frame.Type.SEND) {
            frame.text("conversation").ifPresentOrElse(group -> toGroup(socket, group, frame), () -> frame.text("user")
                    .ifPresent(user -> to(user, frame)));
        } else {
            frame.text("token").ifPresent(name -> join(socket, name));
        }
    }

    private void join(ServerWebSocket socket, String name) {
        sockets.put(name, socket);
        socket.closeHandler(gone -> sockets.remove(name, socket));
        socket.writeTextMessage(SYNCED);
    }

    private void toGroup(ServerWebSocket from, String group, Frame frame) {
        int plus = group.indexOf('+');
        int first = Integer.parseInt(group, 2, plus, 10);
        int count = Integer.parseInt(group, plus + 1, group.length(), 10);
        for (int member = first; member < first + count; member++) {
            ServerWebSocket socket = sockets.get(String.valueOf(member));
            if (socket != null && socket != from) {
                socket.writeTextMessage(frame.json());
            }
        }
    }

    private void to(String user, Frame frame) {
        ServerWebSocket socket = sockets.get(user);
        if (socket != null) {
            socket.writeTextMessage(frame.json());
        }
    }
}
