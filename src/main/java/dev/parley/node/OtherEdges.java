package dev.parley.node;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;

/** Where clients may go that the edge of this node does not take. Safe for use by any thread. */
@FunctionalInterface
public interface OtherEdges {
    /**
     * @param clients how many are to go
     * @return a future completed with the addresses of other edges, to be gone through in turn, or with none when nobody knows of
     *     one; it does not fail
     */
    Future<List<URI>> find(int clients);
}
