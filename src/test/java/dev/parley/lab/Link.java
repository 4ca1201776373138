package dev.parley.lab;

import io.vertx.core.json.JsonObject;

/** How a device is linked to the server, as if frames went both ways. For the event loop of the {@link Crowd}. */
interface Link {
    void write(JsonObject frame);

    /** Ends it, as a device does that goes away. */
    void close();

    /** By what a device is linked. */
    enum Kind {
        WEB_SOCKET,
        SOCKJS_STREAMING,
        SOCKJS_POLLING,
        LONG_POLLING;

        /** Whether whose device it is shows online; who only polls does not. */
        boolean showsOnline() {
            return this != LONG_POLLING;
        }
    }

    /** Where what comes goes to; nothing comes after the link was closed. */
    interface Ear {
        void heard(JsonObject frame);

        /** The link has ended by itself. */
        void over();
    }
}
