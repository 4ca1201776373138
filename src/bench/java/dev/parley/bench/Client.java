package dev.parley.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.Optional;

/** A device that comes and goes. Used on the event loop of the clients. */
final class Client {
    private static final Listener NOBODY = (client, frame) -> {};

    private final Connector web;
    private final int number;
    private final StringBuilder unacknowledged = new StringBuilder();
    private Server.Login login;
    private Listener listener = NOBODY;
    private Optional<WebSocket> socket = Optional.empty();
    private Optional<String> cursor = Optional.empty();
    private Promise<Void> synced = Promise.promise();
    private boolean connected;
    private long helloAt;
    private int unanswered;

    /** Opens connections. */
    @FunctionalInterface
    interface Connector {
        Future<WebSocket> connect(WebSocketConnectOptions options);
    }

    /** Hears what a client hears. */
    @FunctionalInterface
    interface Listener {
        void heard(Client client, Frame frame);

        /** The server, or what is between, ended the connection. */
        default void cutOff(Client client) {}
    }

    Client(Connector web, int number, Server.Login login) {
        this.web = web;
        this.number = number;
        this.login = login;
    }

    int number() {
        return number;
    }

    Server.Login login() {
        return login;
    }

    void signedInAgain(Server.Login again) {
        login = again;
        cursor = Optional.empty();
    }

    void listen(Listener next) {
        listener = next;
    }

    /** Whether it has caught up and is not gone. */
    boolean isConnected() {
        return connected;
    }

    /** Whether it was there when something was due, so that it need not catch up on it. */
    boolean wasThere(long nanos) {
        return connected && nanos - helloAt >= 0;
    }

    /** Counts a send, or with -1 an answer to one. */
    void sent(int count) {
        unanswered += count;
    }

    boolean isAnswered() {
        return unanswered == 0;
    }

    /** @return a future completed when it has what it missed */
    Future<Void> connect() {
        synced = Promise.promise();
        WebSocketConnectOptions options =
                new WebSocketConnectOptions().setAbsoluteURI(login.socket().toString());
        return web.connect(options).compose(opened -> {
            open(opened);
            return synced.future();
        });
    }

    private void open(WebSocket opened) {
        socket = Optional.of(opened);
        helloAt = System.nanoTime();
        opened.textMessageHandler(text -> heard(new Frame(text)));
        opened.closeHandler(gone -> closed(opened));
        write("{\"type\":\"hello\",\"token\":\"" + login.token() + '"'
                + cursor.map(known -> ",\"cursor\":\"" + known + '"').orElse("") + '}');
    }

    private void heard(Frame frame) {
        if (frame.type() == Frame.Type.SYNCED) {
            cursor = frame.text("cursor");
            if (!frame.isTrue("more")) {
                connected = true;
                synced.tryComplete();
            } else if (!connected) {
                sync(cursor.orElse("0"), 1_000);
            }
        }
        listener.heard(this, frame);
    }

    private void closed(WebSocket gone) {
        if (socket.filter(current -> current == gone).isPresent()) {
            leave();
            synced.tryFail("the server closed the connection: " + gone.closeStatusCode() + " " + gone.closeReason());
            listener.cutOff(this);
        }
    }

    /** Cuts the connection without a word, as a network does. */
    void cut() {
        Optional<WebSocket> held = socket;
        leave();
        held.ifPresent(Client::cut);
    }

    private static void cut(WebSocket open) {
        var unused = ((WebSocketInternal) open).channelHandlerContext().close();
    }

    private void leave() {
        connected = false;
        socket = Optional.empty();
        unacknowledged.setLength(0);
    }

    void write(String frame) {
        socket.ifPresent(open -> open.writeTextMessage(frame));
    }

    /** Asks for what follows a cursor. */
    void sync(String after, int limit) {
        write("{\"type\":\"sync\",\"cursor\":\"" + after + "\",\"limit\":" + limit + '}');
    }

    void heartbeat() {
        write("{\"type\":\"heartbeat\"}");
    }

    /** Notes that a message came. */
    void received(long id) {
        unacknowledged
                .append(unacknowledged.length() == 0 ? "\"" : ",\"")
                .append(id)
                .append('"');
        if (unacknowledged.length() > 16_000) {
            acknowledge();
        }
    }

    /** Says which messages came since it said so last, if any. */
    void acknowledge() {
        if (unacknowledged.length() > 0) {
            write("{\"type\":\"received\",\"ids\":[" + unacknowledged + "]}");
            unacknowledged.setLength(0);
        }
    }
}
