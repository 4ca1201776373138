package dev.parley.sessions.redis;

import dev.parley.model.DeviceId;
import dev.parley.model.NodeId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import dev.parley.sessions.ListedSession;
import java.util.Optional;

/**
 * One field of a user's hash.
 *
 * @param text what is listed for the session: device, a stamp that is new with every writing, whether it is visible, and
 *     node
 */
record Listing(String session, String text) {
    static final String NO_DEVICE = "-";
    static final String VISIBLE = "visible";
    static final String INVISIBLE = "invisible";

    private static final int FIELDS = 4;

    NodeId node() {
        return new NodeId(text.split(" ", FIELDS)[3]);
    }

    boolean isVisible() {
        return text.split(" ", FIELDS)[2].equals(VISIBLE);
    }

    ListedSession read(UserId user) {
        String device = text.substring(0, text.indexOf(' '));
        return new ListedSession(
                new SessionId(session),
                user,
                device.equals(NO_DEVICE) ? Optional.empty() : Optional.of(DeviceId.parse(device)),
                node(),
                isVisible());
    }
}
