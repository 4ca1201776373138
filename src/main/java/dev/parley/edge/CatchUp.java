package dev.parley.edge;

import dev.parley.bus.PersistenceService.Sync;
import dev.parley.bus.PersistenceService.SyncPage;
import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.protocol.ServerFrame;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * One run through a user's inbox, from a cursor on. Live messages that arrive meanwhile are held, and merged by id before
 * the {@code synced} that ends the run. Each page goes out no faster than the client reads.
 *
 * <p>A live message was durable before it was delivered. So when a page is asked for, everything held that lies ahead of
 * it can be dropped: this page or a later one brings it. A long run holds only what arrived since its last page was asked
 * for, and smaller ids that became visible behind it.
 */
final class CatchUp {
    /** How long after it became durable a message may still be delivered, with room to spare. */
    private static final long LATE_MILLIS = 60_000;

    private final Surroundings around;
    private final UserId user;
    private final Outbox outbox;
    private final Unacknowledged sent;
    private final int pageSize;
    private final boolean toTheEnd;
    private final HeldMessages held = new HeldMessages();
    private final Set<MessageId> sentLately = new HashSet<>();
    private final long startedMillis = System.currentTimeMillis();
    private final Promise<Void> done = Promise.promise();

    /** @param toTheEnd whether to go on after a page of {@code pageSize} while there are more */
    CatchUp(Surroundings around, UserId user, Outbox outbox, Unacknowledged sent, int pageSize, boolean toTheEnd) {
        this.around = around;
        this.user = user;
        this.outbox = outbox;
        this.sent = sent;
        this.pageSize = pageSize;
        this.toTheEnd = toTheEnd;
    }

    /**
     * Runs from a cursor; without one, nothing but today's cursor is sent.
     *
     * @return a future completed when the client was sent all of it, or failed with a {@link dev.parley.model.Failure}
     *     when the inbox cannot be read
     */
    Future<Void> run(Optional<Cursor> from) {
        ask(from);
        return done.future();
    }

    /** Holds a live message; false when there is no room for it. */
    boolean hold(Message message) {
        return sentLately.contains(message.id()) || held.add(message);
    }

    /** Sends what is held, in id order. */
    void release() {
        held.inOrder().forEach(this::send);
    }

    private void ask(Optional<Cursor> from) {
        if (toTheEnd) {
            from.ifPresent(cursor -> held.dropAbove(cursor.read()));
        }
        around.inboxes()
                .read(new Sync(user, from, pageSize), outbox::isOpen)
                .onComplete(page -> write(page, page.messages().iterator()), done::fail);
    }

    private void write(SyncPage page, Iterator<Message> rest) {
        outbox.together(() -> writeSome(page, rest));
    }

    private void writeSome(SyncPage page, Iterator<Message> rest) {
        while (rest.hasNext() && !outbox.isCrowded()) {
            fromInbox(rest.next());
        }
        if (!outbox.isOpen()) {
            return;
        }
        if (rest.hasNext()) {
            outbox.room().onSuccess(again -> write(page, rest));
        } else if (page.more() && toTheEnd) {
            ask(Optional.of(page.next()));
        } else {
            finish(page);
        }
    }

    private void fromInbox(Message message) {
        around.node().clock().observe(message.id());
        held.drop(message.id());
        if (MessageId.timeMillis(message.id().value()) > startedMillis - LATE_MILLIS) {
            sentLately.add(message.id());
        }
        send(message);
    }

    private void finish(SyncPage page) {
        release();
        outbox.write(new ServerFrame.Synced(page.next().write(user), page.more(), page.reset()));
        done.complete();
    }

    private void send(Message message) {
        sent.sent(message);
        outbox.write(around.frames().encode(message, user));
    }
}
