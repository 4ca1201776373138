package dev.parley.store.cassandra;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/** Does many things, so many at a time. */
final class Turns {
    private static final int AT_ONCE = 64;

    private Turns() {}

    static <T> Future<Void> all(List<T> each, Function<T, Future<Void>> step) {
        if (each.isEmpty()) {
            return Future.succeededFuture();
        }
        int some = Math.min(AT_ONCE, each.size());
        return Future.join(each.subList(0, some).stream().map(step).toList())
                .compose(done -> all(each.subList(some, each.size()), step));
    }
}
