package dev.parley.bus;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * What programs of the operator are asked, in any language: questions and answers are JSON. Served by verticles of the
 * operator's own, and by the edge for programs that are connected to its bridge.
 */
public final class HooksService {
    private HooksService() {}

    /**
     * Asks whether a message may be accepted. The question holds {@code message}, with the fields of a {@code message} frame and
     * its {@code ref}; the answer {@code allow}, with a {@code reason} for the sender where that is false, and perhaps {@link
     * dev.parley.model.Annotations} of the message where it is true.
     *
     * @param patience how long to wait for the answer
     */
    public static Endpoint<JsonObject, JsonObject> message(Duration patience) {
        return new Endpoint<>("chat.hooks.message", JsonObject.class, JsonObject.class, patience);
    }
}
