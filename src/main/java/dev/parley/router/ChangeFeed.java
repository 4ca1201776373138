package dev.parley.router;

import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.ChangedSince;
import dev.parley.bus.MembershipService.Changes;
import dev.parley.bus.MembershipService.StandingChange;
import dev.parley.model.ConversationId;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Asks {@code accounts} twice a second in which direct conversations the standing changed, so that what is known of all
 * others may be believed without a question each. One question for all: it costs the same whether a thousand conversations
 * are busy or a million. Each answer tells the changes of the last seconds, most of them again; one that the answer before
 * told has been heeded. It asks on one context; safe for use by any thread.
 */
final class ChangeFeed {
    static final Duration EVERY = Duration.ofMillis(500);
    /** How long an answer vouches for what it does not name: a block has to hold on every node within two seconds. */
    static final Duration VOUCHED = Duration.ofMillis(1_500);
    /** Longer than a change can take from its beginning, whose time is kept, to its end. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private final Bus bus;
    private final LongSupplier nanos;
    private Consumer<ConversationId> onChange = conversation -> {};
    private Instant since = Instant.EPOCH;
    /** What the last answer told: the next one tells of these again where it tells of them at all. */
    private Set<StandingChange> told = Set.of();

    private boolean asking;
    private volatile Vouch vouch;

    /** @param unbrokenSince since when nothing was missed */
    record Vouch(LongSupplier nanos, long until, long unbrokenSince) {
        /** Whether what was asked for at a time still holds, unless it was named since. */
        boolean covers(long askedNanos) {
            return nanos.getAsLong() - until < 0 && askedNanos - unbrokenSince >= 0;
        }
    }

    ChangeFeed(Bus bus, LongSupplier nanos) {
        this.bus = bus;
        this.nanos = nanos;
        long now = nanos.getAsLong();
        this.vouch = new Vouch(nanos, now, now);
    }

    /**
     * Asks now and from now on, for as long as the calling verticle is deployed.
     *
     * @param changed told each change once, and now and then once more
     */
    void follow(Vertx vertx, Consumer<ConversationId> changed) {
        onChange = changed;
        ask();
        vertx.setPeriodic(EVERY.toMillis(), due -> ask());
    }

    /**
     * What the last answer vouches for. To be taken before what is known is looked at: what a later answer names is
     * forgotten before it vouches for the rest.
     */
    Vouch vouch() {
        return vouch;
    }

    void ask() {
        if (!asking) {
            asking = true;
            long askedNanos = nanos.getAsLong();
            bus.request(MembershipService.CHANGES, new ChangedSince(since))
                    .onComplete(answered -> asking = false)
                    .onSuccess(changes -> hear(changes, askedNanos));
        }
    }

    private void hear(Changes changes, long askedNanos) {
        Set<StandingChange> telling = new HashSet<>(changes.changes());
        telling.stream()
                .filter(change -> !told.contains(change))
                .map(StandingChange::conversation)
                .forEach(onChange);
        told = telling;
        since = changes.until().minus(OVERLAP);
        long unbrokenSince = changes.complete() ? vouch.unbrokenSince() : askedNanos;
        vouch = new Vouch(nanos, askedNanos + VOUCHED.toNanos(), unbrokenSince);
    }
}
