package dev.parley.accounts;

import dev.parley.model.MessageId;
import java.util.concurrent.atomic.AtomicLong;

/** Ids of tests, which no other test has. */
public final class TestIds implements Ids {
    private static final long AHEAD = 1_000_000_000;

    private final AtomicLong last = new AtomicLong();

    @Override
    public MessageId next() {
        long id = TestPeople.newId();
        return new MessageId(last.updateAndGet(before -> Math.max(before + 1, id)));
    }

    @Override
    public void observe(MessageId seen) {
        last.accumulateAndGet(seen.value(), Math::max);
    }

    /** Makes ids as a node does whose clock is ahead. */
    void runAhead() {
        last.addAndGet(AHEAD);
    }

    /** Makes ids as another node does, which has seen nothing of that. */
    void fallBack() {
        last.set(0);
    }
}
