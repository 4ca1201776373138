package dev.parley.accounts;

import dev.parley.bus.MembershipService.Changes;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.model.ConversationId.Direct;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Keeps what is between each two users. Threads and failures are as with {@link UserStore}. */
public interface TieStore {
    /** How far back {@link #changes} goes for sure. */
    Duration CHANGES_KEPT = Duration.ofMinutes(10);

    /** @return a future completed with how the two stand, or empty when one of them does not exist */
    Future<Optional<Standing>> standing(Direct pair);

    /**
     * Changes what is between two users in one step: of two changes at once, on whatever nodes, the second sees the first.
     *
     * @param at since when what is new is so
     * @param rule gives what is to be, or throws the failure that this fails with; may be called more than once
     * @return a future completed with what {@code rule} gave, or failed with {@code NOT_FOUND} when one of the two does not
     *     exist
     */
    Future<Change<Tie>> change(Direct pair, Instant at, Function<Tie, Change<Tie>> rule);

    /** @param writer one of the two, who wrote to the other */
    record Word(Direct pair, UserId writer) {}

    /** @return a future completed with those pairs of which it is news that one of the two wrote to the other */
    Future<Set<Direct>> wrote(List<Word> words);

    /**
     * @param limit how many to tell at most
     * @return a future completed with the changes by which friendship or a block came or went between two, or they wrote to each
     *     other at last, and that began at {@code since} or later by the clock of the store; one takes some seconds at most
     */
    Future<Changes> changes(Instant since, int limit);

    /** Forgets such changes that are older than {@link #CHANGES_KEPT}. */
    Future<Void> forgetChanges();

    /** @return a future completed with those of {@code others} between whom and {@code user} there is a block, either way */
    Future<Set<UserId>> blockedWith(UserId user, Set<UserId> others);
}
