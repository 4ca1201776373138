package dev.parley.notification;

import dev.parley.bus.PushService.Target;
import io.vertx.core.Future;

/** One way to tell devices something. Used on the context that opened it; never blocks. */
public interface Channel {
    /** How long a channel takes at the longest, in milliseconds. */
    long PATIENCE_MILLIS = 8_000;

    /**
     * Sends one push.
     *
     * @return a future completed with what came of it, within {@link #PATIENCE_MILLIS}; it does not fail
     */
    Future<Receipt> send(Target target, Note note);

    /** @return a future completed when nothing is held open */
    Future<Void> close();
}
