package dev.parley.edge;

import dev.parley.node.OtherEdges;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

/**
 * Sends the clients of one instance away: each is asked to go at a time of its own, so that they do not come to the next edge
 * all at once; those that are still there after that are closed. Where there is no other edge, nobody is kept waiting.
 */
public final class Drain {
    /** Clients that cannot go elsewhere come back within a second, or so many milliseconds apart, whichever is longer. */
    private static final long RETURN_MILLIS = 1_000;
    /** How much longer than asked a client may stay. */
    private static final long GRACE_MILLIS = 1_000;

    private static final int CLOSING_SECONDS = 8;

    private final Vertx vertx;
    private final Context context;
    private final Set<? extends Guest> sessions;
    private final IntUnaryOperator random;
    private final Promise<Void> empty = Promise.promise();
    private boolean begun;

    /** Somebody who can be sent away. */
    public interface Guest {
        /**
         * Asks to go.
         *
         * @param after how long from now
         * @param elsewhere where to go; absent when nobody knows
         */
        void sendAway(Duration after, Optional<URI> elsewhere);

        /**
         * Answers what was sent, and closes.
         *
         * @return a future completed when nothing is left of it
         */
        Future<Void> finish();
    }

    /**
     * @param sessions those of the instance, used on its context
     * @param random draws a number below its argument
     */
    public Drain(Vertx vertx, Context context, Set<? extends Guest> sessions, IntUnaryOperator random) {
        this.vertx = vertx;
        this.context = context;
        this.sessions = sessions;
        this.random = random;
    }

    /**
     * Begins, from any thread.
     *
     * @param time over which clients go
     * @param elsewhere where they may go
     * @return a future completed when all are gone
     */
    public Future<Void> begin(Duration time, OtherEdges elsewhere) {
        Promise<Void> gone = Promise.promise();
        context.runOnContext(here -> elsewhere
                .find(Math.max(1, sessions.size()))
                .compose(urls -> sendAway(time, urls))
                .onComplete(gone));
        return gone.future();
    }

    /** To be called when a session is over. */
    public void left() {
        if (begun && sessions.isEmpty()) {
            empty.tryComplete();
        }
    }

    /** @return a future completed when the sessions there are were told and are over, or that took too long */
    Future<Void> finish() {
        List<Future<Void>> closed =
                List.copyOf(sessions).stream().map(Guest::finish).toList();
        return Future.join(closed)
                .timeout(CLOSING_SECONDS, TimeUnit.SECONDS)
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private Future<Void> sendAway(Duration time, List<URI> urls) {
        boolean another = !urls.isEmpty();
        long spread = another ? time.toMillis() : Math.max(RETURN_MILLIS, sessions.size());
        List<? extends Guest> all = List.copyOf(sessions);
        for (int i = 0; i < all.size(); i++) {
            all.get(i).sendAway(within(spread), another ? Optional.of(urls.get(i % urls.size())) : Optional.empty());
        }
        begun = true;
        left();
        return (another ? leave(spread) : Future.<Void>succeededFuture()).compose(waited -> finish());
    }

    private Future<Void> leave(long spread) {
        return Future.any(empty.future(), vertx.timer(spread + GRACE_MILLIS, TimeUnit.MILLISECONDS))
                .mapEmpty();
    }

    private Duration within(long spread) {
        return Duration.ofMillis(random.applyAsInt((int) Math.max(1, spread)));
    }
}
