package dev.parley.accounts.sql;

import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The databases among which the queue of pushes is divided, by user. The first is that of the accounts. Where there are others
 * nothing more is queued there, but what was before is still handed out.
 *
 * <p>The number of a claim says which of them handed it out, so that it is settled there though others have been added since.
 */
final class PushTables {
    /** As many as the number of a claim tells apart. */
    static final int MOST = 64;

    private static final int INDEX_BITS = 6;
    /** How long one that did not answer is left alone, so that nobody waits for it who could go on with another. */
    private static final Duration REST = Duration.ofSeconds(5);

    private final List<PushTable> all;
    private final List<PushTable> taking;
    private final AtomicInteger turns = new AtomicInteger();

    private PushTables(List<PushTable> all) {
        this.all = all;
        this.taking = all.size() == 1 ? this.all : this.all.subList(1, all.size());
    }

    /** @param others besides that of the accounts; fewer than {@link #MOST} */
    static PushTables of(Database accounts, List<Database> others) {
        Duration rest = others.isEmpty() ? Duration.ZERO : REST;
        return new PushTables(Stream.concat(Stream.of(accounts), others.stream())
                .map(database -> new PushTable(database, rest))
                .toList());
    }

    List<PushTable> all() {
        return all;
    }

    /** Where entries of a user are added. */
    PushTable of(UserId user) {
        return taking.get(Math.floorMod(user.hashCode(), taking.size()));
    }

    /** Where entries of a user are, unless the databases have become more since they were added. */
    Set<PushTable> holding(UserId user) {
        return Set.copyOf(List.of(all.get(0), of(user)));
    }

    /** All of them, by their places among them, each time beginning with another one. */
    List<Integer> inTurn() {
        int first = Math.floorMod(turns.getAndIncrement(), all.size());
        return IntStream.range(0, all.size())
                .mapToObj(i -> (first + i) % all.size())
                .toList();
    }

    Future<Void> close() {
        return Future.join(all.stream().map(PushTable::close).toList()).mapEmpty();
    }

    /** A number for what the one in this place hands out now. */
    static long claim(int place) {
        return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE >>> INDEX_BITS) << INDEX_BITS | place;
    }

    /** Which one handed it out. */
    PushTable ofClaim(long claim) {
        return all.get((int) (claim & (MOST - 1)) % all.size());
    }
}
