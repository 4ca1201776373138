package dev.parley.edge;

import dev.parley.protocol.BridgeForm;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Where clients come in: the path of a SockJS, and what is spoken there. */
enum Door {
    /** Frames of our own. */
    FRAMES("/sockjs"),
    /** Those of the event-bus bridge. */
    EVENT_BUS("/eventbus");

    private static final Set<String> OURS_RAW = Set.of("/ws", "/sockjs/websocket");

    private final String path;

    Door(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    Dialect dialect(Session session) {
        return this == FRAMES ? new Dialect.Frames(session) : new Bridge(session, BridgeForm.SOCKJS);
    }

    /** The door that a path leads to. */
    static Optional<Door> at(String path) {
        return Arrays.stream(values())
                .filter(door -> door.isRawAt(path) || path.equals(door.path) || path.startsWith(door.path + "/"))
                .findFirst();
    }

    /** Whether a path is for a WebSocket without SockJS around its frames. */
    boolean isRawAt(String path) {
        return this == FRAMES ? OURS_RAW.contains(path) : path.equals("/eventbus/websocket");
    }
}
