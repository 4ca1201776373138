package dev.parley.accounts;

import dev.parley.model.UserId;
import java.util.Optional;
import java.util.Set;

/**
 * What is between two users.
 *
 * @param asker who of the two asked for friendship and waits for an answer
 * @param blockers who of the two blocks the other
 */
public record Tie(boolean friends, Optional<UserId> asker, Set<UserId> blockers) {
    /** Two who have nothing to do with each other. */
    public static final Tie NONE = new Tie(false, Optional.empty(), Set.of());

    static final Tie FRIENDS = new Tie(true, Optional.empty(), Set.of());

    public Tie {
        blockers = Set.copyOf(blockers);
    }

    static Tie asked(UserId asker) {
        return new Tie(false, Optional.of(asker), Set.of());
    }

    /** Blocks that stay, and nothing else. */
    static Tie blocked(Set<UserId> blockers) {
        return new Tie(false, Optional.empty(), blockers);
    }

    boolean isAskedBy(UserId user) {
        return asker.filter(user::equals).isPresent();
    }
}
