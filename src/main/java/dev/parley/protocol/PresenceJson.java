package dev.parley.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.model.UserId;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** How presence looks in JSON, in a frame as in an answer of REST. */
public final class PresenceJson {
    private PresenceJson() {}

    /** Writes the fields into the object at hand. */
    public static void writeFields(JsonGenerator out, UserId user, boolean online, Optional<Instant> lastActiveAt)
            throws IOException {
        out.writeStringField("user", user.toString());
        out.writeStringField("status", online ? "online" : "offline");
        if (lastActiveAt.isPresent()) {
            out.writeStringField("lastActiveAt", MessageJson.time(lastActiveAt.get()));
        }
    }
}
