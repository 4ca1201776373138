package dev.parley.store.cassandra;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import java.util.Optional;

/** The import that a keyspace was made by, if it was. */
final class Imports {
    private Imports() {}

    private record Note(String export, boolean ended) {}

    /** Fails while one is under way: the keyspace is no store yet. */
    static Future<Void> none(Queries queries) {
        return noted(queries)
                .compose(noted -> noted.filter(note -> !note.ended()).isEmpty()
                        ? Future.succeededFuture()
                        : Future.failedFuture(Failure.of(
                                FailureCode.UNAVAILABLE,
                                "the import into the message store is not finished: import again")));
    }

    /** Whether the keyspace is empty or was begun by this export; false when it was made by it. */
    static Future<Boolean> takes(Queries queries, String export) {
        return noted(queries)
                .compose(noted -> noted.map(note -> again(note, export)).orElseGet(() -> empty(queries)));
    }

    static Future<Void> begin(Queries queries, String export) {
        return queries.write(queries.bind(Cql.PUT_IMPORT, export, false));
    }

    static Future<Void> end(Queries queries) {
        return noted(queries)
                .compose(noted -> noted.map(note -> queries.write(queries.bind(Cql.PUT_IMPORT, note.export(), true)))
                        .orElseGet(Future::succeededFuture));
    }

    private static Future<Optional<Note>> noted(Queries queries) {
        return queries.row(queries.bind(Cql.GET_IMPORT))
                .map(row -> row.map(found -> new Note(found.getString("export"), found.getBoolean("ended"))));
    }

    private static Future<Boolean> again(Note note, String export) {
        return note.export().equals(export) ? Future.succeededFuture(!note.ended()) : refused("another import");
    }

    private static Future<Boolean> empty(Queries queries) {
        return queries.pages(queries.bind(Cql.SCAN_CLAIMS))
                .compose(claims -> queries.pages(queries.bind(Cql.SCAN_MESSAGES))
                        .compose(messages -> claims.remaining() == 0 && messages.remaining() == 0
                                ? Future.succeededFuture(true)
                                : refused("messages already")));
    }

    private static <T> Future<T> refused(String what) {
        return Future.failedFuture(Failure.of(FailureCode.INVALID, "the message store holds " + what));
    }
}
