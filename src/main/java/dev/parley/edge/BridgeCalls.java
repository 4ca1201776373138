package dev.parley.edge;

import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.SyncPage;
import dev.parley.bus.RouterService;
import dev.parley.bus.RouterService.Marks;
import dev.parley.model.Cursor;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import dev.parley.node.Identity;
import dev.parley.protocol.BridgeEncoder;
import dev.parley.protocol.ClientFrame;
import dev.parley.protocol.Decoded;
import dev.parley.protocol.ServerFrame;
import java.util.Optional;

/** Does what clients of the bridge ask, and answers. For one thread. */
final class BridgeCalls {
    /** A page that is longer, in UTF-16 units, is asked for again with fewer entries. */
    static final int MOST_CHARS = 1024 * 1024;

    private static final String DONE = "{}";

    private final Session session;
    private boolean syncing;

    BridgeCalls(Session session) {
        this.session = session;
    }

    /** Takes what somebody asks. */
    void take(Decoded body, Identity from, Reply reply) {
        if (body instanceof Decoded.RefusedSend refused) {
            reply.fail(refused.failure());
        } else if (body instanceof Decoded.Malformed malformed) {
            reply.refuse(malformed.failure());
        } else {
            take(((Decoded.Valid) body).frame(), from, reply);
        }
    }

    private void take(ClientFrame frame, Identity from, Reply reply) {
        if (frame instanceof ClientFrame.Send send) {
            session.sends().take(session.sender(from), send, reply::sent);
        } else if (frame instanceof ClientFrame.Sync sync) {
            sync(sync, from.user(), reply);
        } else if (frame instanceof ClientFrame.Read read) {
            read(read, from, reply);
        } else if (frame instanceof ClientFrame.Received received) {
            received(received, from, reply);
        }
    }

    /** Whoever is not registered was sent nothing, and has nothing to acknowledge. */
    private void received(ClientFrame.Received received, Identity from, Reply reply) {
        if (session.sender(from).session().isPresent()) {
            session.take(new Decoded.Valid(received));
        }
        reply.done(DONE);
    }

    private void read(ClientFrame.Read read, Identity from, Reply reply) {
        Marks mark = Marks.read(
                from.user(),
                read.conversation(),
                read.id(),
                session.sender(from).session());
        session.here(session.around().bus().request(RouterService.MARK, mark))
                .onComplete(done -> reply.done(DONE), reply::fail);
    }

    private void sync(ClientFrame.Sync sync, UserId user, Reply reply) {
        if (syncing) {
            reply.refuse(Failure.of(FailureCode.RATE_LIMITED, "one sync at a time"));
            return;
        }
        try {
            Cursor cursor = Cursor.parse(sync.cursor(), user);
            syncing = true;
            session.outbox().room().onSuccess(room -> ask(user, cursor, sync.limit(), reply));
        } catch (IllegalArgumentException e) {
            reply.fail(Greeting.badCursor());
        }
    }

    private void ask(UserId user, Cursor cursor, int limit, Reply reply) {
        PersistenceService.Sync wanted = new PersistenceService.Sync(user, Optional.of(cursor), limit);
        session.here(session.around().inboxes().read(wanted))
                .onSuccess(page -> answer(page, user, cursor, limit, reply))
                .onFailure(cause -> {
                    syncing = false;
                    reply.fail(cause);
                });
    }

    private void answer(SyncPage page, UserId user, Cursor cursor, int limit, Reply reply) {
        String body = BridgeEncoder.page(
                page.messages(), user, new ServerFrame.Synced(page.next().write(user), page.more(), page.reset()));
        if (body.length() > MOST_CHARS && page.messages().size() > 1) {
            ask(user, cursor, Math.min(limit, page.messages().size()) / 2, reply);
            return;
        }
        page.messages().forEach(message -> session.around().node().clock().observe(message.id()));
        syncing = false;
        reply.done(body);
    }
}
