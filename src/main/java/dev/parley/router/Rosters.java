package dev.parley.router;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.OfConversation;
import dev.parley.bus.MembershipService.Roster;
import dev.parley.bus.MembershipService.Roster.Members;
import dev.parley.model.ConversationId;
import dev.parley.router.ChangeFeed.Vouch;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Knows who is in a conversation. For a group {@code accounts} is asked each time whether what is known here still holds,
 * so that nobody is sent anything after their removal was acknowledged. The two of a direct conversation never change; how
 * they stand is believed for as long as {@link ChangeFeed} vouches for it, and forgotten where a change of it is told.
 *
 * <p>A question takes its place in the cache before it is asked, and its answer stands there or nowhere. So what is found was
 * asked for after the last time it was forgotten: an answer that was under way when a change was told is for who asked, and no
 * others. Safe for use by any thread.
 */
final class Rosters {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MOST_CONVERSATIONS = 50_000;

    private final Bus bus;
    private final ChangeFeed changes;
    private final LongSupplier nanos;
    private final Cache<ConversationId, Question> cache = Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumSize(MOST_CONVERSATIONS)
            .build();

    /** @param nanos the clock of {@code changes} */
    Rosters(Bus bus, ChangeFeed changes, LongSupplier nanos) {
        this.bus = bus;
        this.changes = changes;
        this.nanos = nanos;
    }

    /** @param before what was known when it was asked */
    private record Question(Future<Members> answer, Optional<Members> before, long askedNanos) {
        Optional<Members> known() {
            return answer.succeeded() ? Optional.of(answer.result()) : before;
        }
    }

    /** Fails with what {@link MembershipService#MEMBERS} fails with; a failure is not remembered. */
    Future<Members> of(ConversationId conversation) {
        Vouch vouch = changes.vouch();
        Optional<Question> last = Optional.ofNullable(cache.getIfPresent(conversation));
        boolean believed = conversation instanceof ConversationId.Direct
                && last.filter(one -> one.answer().succeeded() && vouch.covers(one.askedNanos()))
                        .isPresent();
        return believed
                ? Future.succeededFuture(last.get().answer().result())
                : ask(conversation, last.flatMap(Question::known));
    }

    /** Has a conversation read again before it is used. */
    void forget(ConversationId conversation) {
        cache.invalidate(conversation);
    }

    private Future<Members> ask(ConversationId conversation, Optional<Members> known) {
        Promise<Members> answer = Promise.promise();
        cache.put(conversation, new Question(answer.future(), known, nanos.getAsLong()));
        return bus.request(MembershipService.MEMBERS, new OfConversation(conversation, known.map(Members::version)))
                .map(roster -> roster instanceof Roster.Unchanged ? known.orElseThrow() : (Members) roster)
                .onComplete(answer)
                .onFailure(cause -> forget(conversation));
    }
}
