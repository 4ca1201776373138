package dev.parley.accounts;

import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService.Window;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.History;
import dev.parley.bus.PersistenceService.Place;
import dev.parley.model.ConversationId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Moves the clock past all that a log has, so that a change of its members sorts after every message that was accepted before,
 * from whatever clock that had its id: what was sent to a member stays in what the member may see, and what was sent before
 * somebody came stays out of it.
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
        History end = new History(conversation, new Place.Latest(), 1, List.of(Window.ALL));
        return bus.request(PersistenceService.HISTORY, end)
                .onSuccess(page -> page.messages().forEach(last -> ids.observe(last.id())))
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }
}
