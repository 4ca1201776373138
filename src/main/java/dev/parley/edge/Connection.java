package dev.parley.edge;

import dev.parley.protocol.CloseCode;
import io.vertx.core.Future;

/** One client's socket, whichever transport carries it. */
interface Connection {
    /** Hands over what arrives, from now on. */
    void listen(Listener listener);

    /**
     * Sends one text frame. Frames go out in the order of calls.
     *
     * @return a future completed when the frame has left this process, or failed when it never will
     */
    Future<Void> write(EncodedText text);

    /** It is known who is there. */
    default void trust() {
        // nothing was held against it
    }

    /** Does what writes more than once; where the transport can, all of it is sent in one go at the end. */
    default void together(Runnable writes) {
        writes.run();
    }

    /** Stops handing over what arrives, until {@link #resume}; the client is held back. */
    void pause();

    void resume();

    /**
     * Closes the socket after what was written before.
     *
     * @param farewell what says {@code code} where the transport cannot
     * @return a future completed when the client was told, or could not be told in time
     */
    Future<Void> close(CloseCode code, EncodedText farewell);

    /** Hears what happens on a connection; called on the session's context. */
    interface Listener {
        void text(String frame);

        /** Something that is no text arrived. */
        void noText();

        /** A frame over the limit arrived; the rest of the stream cannot be read. */
        void tooBig();

        /** The socket is gone, whoever closed it. */
        void closed();
    }
}
