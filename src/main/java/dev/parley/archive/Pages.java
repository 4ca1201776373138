package dev.parley.archive;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/** Records, read some at a time. One page is asked for after the other. */
public interface Pages<T> {
    /**
     * Reads on. One that failed in passing can be asked for again.
     *
     * @return a future completed with the next records, none at the end
     */
    Future<List<T>> next();

    /** The same pages of other things. */
    default <R> Pages<R> map(Function<? super T, ? extends R> mapping) {
        return () -> next().map(page -> page.stream().<R>map(mapping).toList());
    }
}
