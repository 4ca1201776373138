package dev.parley.store.cassandra;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/** Takes a step for each of many, so many at a time. */
final class Each {
    private static final int AT_ONCE = 64;

    private Each() {}

    static <T> Future<Void> of(List<T> items, Function<T, Future<Void>> step) {
        if (items.isEmpty()) {
            return Future.succeededFuture();
        }
        int some = Math.min(AT_ONCE, items.size());
        return Future.join(items.subList(0, some).stream().map(step).toList())
                .compose(taken -> of(items.subList(some, items.size()), step));
    }
}
