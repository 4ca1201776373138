package dev.parley.accounts.sql;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;

/** Something that waits while it lasts. Safe for use by any thread. */
final class Hold {
    private final VertxInternal vertx;
    private final List<Promise<Void>> waiting = new ArrayList<>();
    private boolean lasts;

    Hold(Vertx vertx) {
        this.vertx = (VertxInternal) vertx;
    }

    synchronized void begin() {
        lasts = true;
    }

    /** @return a future completed on the caller's context when there is none any more */
    synchronized Future<Void> over() {
        if (!lasts) {
            return Future.succeededFuture();
        }
        Promise<Void> over = vertx.getOrCreateContext().promise();
        waiting.add(over);
        return over.future();
    }

    void end() {
        ended().forEach(Promise::complete);
    }

    private synchronized List<Promise<Void>> ended() {
        lasts = false;
        List<Promise<Void>> waited = List.copyOf(waiting);
        waiting.clear();
        return waited;
    }
}
