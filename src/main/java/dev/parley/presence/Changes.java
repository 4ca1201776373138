package dev.parley.presence;

import dev.parley.model.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;

/**
 * Whose friends are to be told, each user once, however often they came and went: what is told is what the board says then.
 * When there are too many, the one that waits for longest is dropped; the board hands it out again. Used on one context.
 */
final class Changes {
    static final int MOST = 20_000;

    private final Map<UserId, Optional<Instant>> waiting = new LinkedHashMap<>();
    private Set<UserId> resting = Set.of();
    private Set<UserId> taken = new HashSet<>();

    /** @param activeAt when the user was last active, where that is known */
    void add(UserId user, Optional<Instant> activeAt) {
        waiting.remove(user);
        waiting.put(user, activeAt);
        if (waiting.size() > MOST) {
            Iterator<UserId> oldest = waiting.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** Puts back what could not be told; what came since stands. */
    void putBack(Map<UserId, Optional<Instant>> untold) {
        untold.forEach((user, activeAt) -> {
            if (!waiting.containsKey(user)) {
                add(user, activeAt);
            }
        });
    }

    /** Begins a round: who was told of in the one before waits for the next. */
    void beginRound() {
        resting = taken;
        taken = new HashSet<>();
    }

    /** Takes some who were not taken in this round or the one before. */
    Map<UserId, Optional<Instant>> take(int most) {
        Map<UserId, Optional<Instant>> some = new HashMap<>();
        Iterator<Entry<UserId, Optional<Instant>>> all = waiting.entrySet().iterator();
        while (all.hasNext() && some.size() < most) {
            Entry<UserId, Optional<Instant>> next = all.next();
            if (!resting.contains(next.getKey()) && taken.add(next.getKey())) {
                some.put(next.getKey(), next.getValue());
                all.remove();
            }
        }
        return some;
    }
}
