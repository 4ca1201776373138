package dev.parley.sessions.shared;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A shared map of strings whose entries are changed by compare-and-set. */
final class SharedMap {
    private static final int MOST_TRIES = 32;

    private final AsyncMap<String, String> map;
    private final OwnCopies copies;

    private SharedMap(AsyncMap<String, String> map, OwnCopies copies) {
        this.map = map;
        this.copies = copies;
    }

    static Future<SharedMap> open(Vertx vertx, String name) {
        Future<AsyncMap<String, String>> map = vertx.sharedData().getAsyncMap(name);
        return map.map(opened -> new SharedMap(opened, OwnCopies.of(vertx, name)));
    }

    /**
     * What is to become of an entry.
     *
     * @param value what it is to hold; absent for no entry
     * @param answer what to tell who asked for the change, once it is made
     */
    record Change<R>(Optional<String> value, R answer) {}

    Future<Optional<String>> get(String key) {
        return AtOnce.map(map.get(key), Optional::ofNullable);
    }

    /** The same for who changes nothing: in place, where this process has a copy of the entry. */
    Future<Optional<String>> look(String key) {
        Optional<String> copy = copies.find(key);
        return copy.isPresent() ? Future.succeededFuture(copy) : get(key);
    }

    Future<Map<String, String>> entries() {
        return map.entries();
    }

    Future<Integer> size() {
        return map.size();
    }

    Future<Void> put(String key, String value, long ttlMillis) {
        return map.put(key, value, ttlMillis);
    }

    Future<Void> put(String key, String value) {
        return map.put(key, value);
    }

    Future<Void> remove(String key) {
        return map.remove(key).mapEmpty();
    }

    /**
     * Changes one entry at once or not at all; {@code decide} is asked again when somebody else came first.
     *
     * @return a future completed with the answer, or failed with {@code UNAVAILABLE} when somebody always came first
     */
    <R> Future<R> update(String key, Function<Optional<String>, Future<Change<R>>> decide) {
        return update(key, decide, MOST_TRIES);
    }

    private <R> Future<R> update(String key, Function<Optional<String>, Future<Change<R>>> decide, int tries) {
        if (tries == 0) {
            return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "too many change the same entry at once"));
        }
        return get(key).compose(current -> decide.apply(current).compose(change -> set(key, current, change.value())
                .compose(done -> done ? Future.succeededFuture(change.answer()) : update(key, decide, tries - 1))));
    }

    /** @return a future completed with whether the entry was as expected, and so was set */
    Future<Boolean> set(String key, Optional<String> expected, Optional<String> value) {
        if (expected.equals(value)) {
            return Future.succeededFuture(true);
        }
        if (expected.isEmpty()) {
            return map.putIfAbsent(key, value.orElseThrow()).map(other -> other == null);
        }
        return value.map(next -> map.replaceIfPresent(key, expected.get(), next))
                .orElseGet(() -> map.removeIfPresent(key, expected.get()));
    }
}
