package dev.parley.accounts;

import dev.parley.bus.Bus;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.OfConversation;
import dev.parley.model.ConversationId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Moves the clock past all that a log has, edits and deletions as well, so that a change of its members sorts after every
 * message that was accepted before, from whatever clock that had its id: what was sent to a member stays in what the member
 * may see, and what was sent before somebody came stays out of it.
 */
final class LogEnd {
    /** A log that cannot be read must not keep anybody in a group; clocks are within seconds of each other by themselves. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Bus bus;
    private final Ids ids;

    LogEnd(Bus bus, Ids ids) {
        this.bus = bus;
        this.ids = ids;
    }

    /** @return a future completed when ids are larger than those of the log, or that cannot be known; never failed */
    Future<Void> pass(ConversationId conversation) {
        return bus.request(PersistenceService.LOG_END, new OfConversation(conversation))
                .onSuccess(end -> end.last().ifPresent(ids::observe))
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }
}
