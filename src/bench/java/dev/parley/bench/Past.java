package dev.parley.bench;

import dev.parley.bench.filling.Span;
import io.vertx.core.Future;
import java.util.List;

/** What people wrote to each other before a load. Used on the event loop of the clients. */
interface Past {
    /**
     * Signs people up, has the messages stored and people connected.
     *
     * @return a future completed with when that was
     */
    Future<Span> prepare();

    /** The conversations that it was written in, each with somebody who is in it. */
    List<Kept> conversations();

    /** A conversation that somebody can read. */
    record Kept(Client reader, String id) {}
}
