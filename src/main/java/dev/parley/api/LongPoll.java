package dev.parley.api;

import dev.parley.bus.Bus;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.SyncPage;
import dev.parley.node.InboxReads;
import dev.parley.node.LocalSessions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds a sync until there is something to tell. It listens before it reads the store, so nothing falls between the two,
 * and reads the store again when it is woken, for the store alone knows what a cursor leaves out.
 */
final class LongPoll {
    private final Vertx vertx;
    private final InboxReads inboxes;
    private final LocalSessions sessions;
    private final Shared shared;
    private final PollPushes pushes;

    LongPoll(Vertx vertx, Bus bus, InboxReads inboxes, LocalSessions sessions, Shared shared) {
        this.vertx = vertx;
        this.inboxes = inboxes;
        this.sessions = sessions;
        this.shared = shared;
        this.pushes = new PollPushes(bus);
    }

    /**
     * Fails when too many wait already.
     *
     * @param sent what the device has, and is not sent again
     */
    Future<SyncPage> run(Call call, PersistenceService.Sync wanted, SentBefore sent, Duration most) {
        shared.polls().take(call.user());
        Wakeup wakeup = new Wakeup(vertx, most, message -> pushes.handed(call.user(), message));
        call.onEnd(wakeup::gone);
        return sessions.listen(sessions.newSessionId(), call.identity(), wakeup)
                .compose(listening -> look(wanted, sent, wakeup).onComplete(done -> listening.detach()))
                .onComplete(done -> {
                    wakeup.gone();
                    shared.polls().free(call.user());
                });
    }

    private Future<SyncPage> look(PersistenceService.Sync wanted, SentBefore sent, Wakeup wakeup) {
        return read(wanted, sent)
                .compose(page -> isWorthSending(page)
                        ? Future.succeededFuture(page)
                        : wakeup.future().compose(woken -> read(after(wanted, page), sent)));
    }

    private static boolean isWorthSending(SyncPage page) {
        return page.more() || page.reset() || !page.messages().isEmpty();
    }

    private static PersistenceService.Sync after(PersistenceService.Sync wanted, SyncPage page) {
        return new PersistenceService.Sync(wanted.user(), Optional.of(page.next()), wanted.limit());
    }

    private Future<SyncPage> read(PersistenceService.Sync wanted, SentBefore sent) {
        return inboxes.read(wanted).map(sent::unsent);
    }
}
