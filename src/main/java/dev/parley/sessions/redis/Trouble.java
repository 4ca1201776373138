package dev.parley.sessions.redis;

import io.vertx.redis.client.Response;
import java.util.regex.Pattern;

/** What a failed command says of the connection that it was sent over. */
enum Trouble {
    /** The server will not do the command: asking it again does not help. */
    REFUSED,
    /** The connection is gone, could not be opened, or does not lead to the server that can do the command. */
    LOST;

    /** What a replica says, a server that still loads, a cluster in change; and the client when a connection was cut. */
    private static final Pattern GONE =
            Pattern.compile("\\b(READONLY|LOADING|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|MOVED|ASK|CONNECTION_CLOSED)\\b");

    static Trouble of(Throwable cause) {
        boolean answered = cause instanceof Response;
        return answered && !GONE.matcher(String.valueOf(cause.getMessage())).find() ? REFUSED : LOST;
    }
}
