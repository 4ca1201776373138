package dev.parley.router;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.Roster.Members;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.MembershipService.Wrote;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Holds those back who write to somebody that never wrote to them: not at all where strangers may not write, else {@link
 * #AT_ONCE} messages at once and one {@link #EVERY} after that. Safe for use by any thread.
 */
final class Strangers {
    static final int AT_ONCE = 100;
    static final Duration EVERY = Duration.ofSeconds(1);
    private static final int MOST_SENDERS = 100_000;
    /** So many are noted at once: while one transaction of {@code accounts} is on its way, those of the next two gather. */
    private static final int MOST_NOTES = 512;

    private final Bus bus;
    private final boolean mayWrite;
    private final boolean limited;
    private final LongSupplier nanos;
    /** By sender, when the last of the messages so far is due at the steady rate (GCRA, as in ATM Forum TM 4.0). */
    private final Cache<UserId, Long> due = Caffeine.newBuilder()
            .expireAfterWrite(EVERY.multipliedBy(AT_ONCE))
            .maximumSize(MOST_SENDERS)
            .build();

    /** What is being noted; guarded by this. */
    private final Map<Wrote, Future<Void>> notes = new HashMap<>();

    Strangers(Bus bus, boolean mayWrite, boolean limited, LongSupplier nanos) {
        this.bus = bus;
        this.mayWrite = mayWrite;
        this.limited = limited;
        this.nanos = nanos;
    }

    /** What is in the way of {@code sender}, if anything. */
    Optional<Failure> refusal(UserId sender, Members members) {
        if (!isUnanswered(sender, members)) {
            return Optional.empty();
        }
        if (!mayWrite) {
            return Optional.of(Failure.of(FailureCode.FRIENDS_ONLY, "only friends may write to this user"));
        }
        return limited ? take(sender) : Optional.empty();
    }

    /**
     * Has it noted that a message was stored, where that changes how the two stand. It is tried once, beside others; the next
     * message tries it again.
     *
     * @return a future completed when the sender may be told: at once, but where only who was answered may write
     */
    Future<Void> wrote(Message message, Members members) {
        boolean news = members.standing() instanceof Standing.Strangers strangers
                && !strangers.opener().equals(Optional.of(message.from()));
        if (!news) {
            return Future.succeededFuture();
        }
        Future<Void> noted = note(new Wrote(message.conversation(), message.from()));
        return mayWrite ? Future.succeededFuture() : noted;
    }

    private synchronized Future<Void> note(Wrote wrote) {
        return notes.size() < MOST_NOTES
                ? notes.computeIfAbsent(wrote, this::tell).onComplete(done -> noted(wrote))
                : Future.succeededFuture();
    }

    private synchronized void noted(Wrote wrote) {
        notes.remove(wrote);
    }

    private static boolean isUnanswered(UserId sender, Members members) {
        return members.standing() instanceof Standing.Strangers strangers
                && strangers.opener().filter(opener -> !opener.equals(sender)).isEmpty();
    }

    private synchronized Optional<Failure> take(UserId sender) {
        long now = nanos.getAsLong();
        long last = Optional.ofNullable(due.getIfPresent(sender)).orElse(now);
        long next = (last - now > 0 ? last : now) + EVERY.toNanos();
        long tooEarly = next - now - EVERY.toNanos() * AT_ONCE;
        if (tooEarly > 0) {
            return Optional.of(
                    Failure.of(FailureCode.RATE_LIMITED, "too many messages to people who have not answered as yet")
                            .retryAfter(Duration.ofNanos(tooEarly).plusMillis(1)));
        }
        due.put(sender, next);
        return Optional.empty();
    }

    private Future<Void> tell(Wrote wrote) {
        return bus.request(MembershipService.WROTE, wrote).<Void>mapEmpty().otherwiseEmpty();
    }
}
