package dev.parley.lab;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/** A link over {@code /ws}, a text frame for each. */
final class WebSocketLink implements Link {
    private final WebSocket socket;

    private WebSocketLink(WebSocket socket, Ear ear) {
        this.socket = socket;
        socket.textMessageHandler(text -> ear.heard(new JsonObject(text)));
        socket.exceptionHandler(broken -> {});
        socket.closeHandler(closed -> ear.over());
    }

    static Future<Link> open(Web web, URI edge, Ear ear) {
        return web.webSocket(edge).map(socket -> new WebSocketLink(socket, ear));
    }

    @Override
    public void write(JsonObject frame) {
        socket.writeTextMessage(frame.encode());
    }

    @Override
    public void close() {
        socket.close();
    }
}
