package dev.parley.store.cassandra;

import dev.parley.model.MessageId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Knows the largest id ever stored.
 *
 * <p>Each run of a store has a row of its own. Before it accepts an id above what the row says, it writes one that is two
 * seconds ahead, so it writes once in two seconds at most, beside other steps of the append. Closing it writes the exact
 * id. So a row is never behind, and where the store was killed it is ahead by at most those two seconds.
 */
final class HighWater {
    private static final long AHEAD_MILLIS = Duration.ofSeconds(2).toMillis();

    private final Queries queries;
    private final UUID run;
    private final AtomicLong highest;
    private long reserved;
    private Future<Void> reserving = Future.succeededFuture();

    private HighWater(Queries queries, UUID run, long highest) {
        this.queries = queries;
        this.run = run;
        this.highest = new AtomicLong(highest);
    }

    private record Mark(UUID run, long id, boolean closed) {}

    /** Begins a run: takes over what closed runs have left. */
    static Future<HighWater> open(Queries queries) {
        return marks(queries).compose(marks -> {
            List<Mark> closed = marks.stream().filter(Mark::closed).toList();
            HighWater water = new HighWater(queries, UUID.randomUUID(), largest(closed));
            return water.takeOver(closed).map(water);
        });
    }

    private Future<Void> takeOver(List<Mark> closed) {
        if (closed.isEmpty()) {
            return Future.succeededFuture();
        }
        return write(highest.get(), false)
                .compose(written ->
                        Future.join(closed.stream().map(mark -> end(mark.run())).toList()))
                .mapEmpty();
    }

    /** Sees to it that the row is not behind an id which is about to be accepted. */
    synchronized Future<Void> reserve(MessageId id) {
        if (id.value() > reserved || reserving.failed()) {
            long bound = MessageId.lastBefore(MessageId.timeMillis(id.value()) + AHEAD_MILLIS);
            reserved = Math.max(reserved, bound);
            reserving = write(reserved, false);
        }
        return reserving;
    }

    /** Notes an id that was accepted. */
    void saw(MessageId id) {
        highest.accumulateAndGet(id.value(), Math::max);
    }

    Future<Optional<MessageId>> highest() {
        return marks(queries).map(marks -> {
            List<Mark> others =
                    marks.stream().filter(mark -> !mark.run().equals(run)).toList();
            long largest = Math.max(highest.get(), largest(others));
            return largest == 0 ? Optional.empty() : Optional.of(new MessageId(largest));
        });
    }

    /** Ends the run, with nothing under way any more. */
    Future<Void> close() {
        return highest.get() == 0 ? end(run) : write(highest.get(), true);
    }

    private Future<Void> write(long id, boolean closed) {
        return queries.write(queries.bind(Cql.PUT_HIGH_WATER, run, id, closed));
    }

    private Future<Void> end(UUID ended) {
        return queries.write(queries.bind(Cql.END_HIGH_WATER, ended));
    }

    private static Future<List<Mark>> marks(Queries queries) {
        return queries.rows(queries.bind(Cql.GET_HIGH_WATER)).map(rows -> rows.stream()
                .map(row -> new Mark(row.getUuid("run"), row.getLong("id"), row.getBoolean("closed")))
                .toList());
    }

    private static long largest(List<Mark> marks) {
        return marks.stream().mapToLong(Mark::id).max().orElse(0);
    }
}
