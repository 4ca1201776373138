package dev.parley.store.rocks;

import dev.parley.model.ConversationId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.MarkStore;
import dev.parley.store.Marks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Marks in the same folder, written by the same thread as messages; see {@link GroupCommit} for when they are durable. */
final class RocksMarkStore implements MarkStore {
    private final VertxInternal vertx;
    private final Writer writer;
    private final Reads reads;
    private final MarkReader marks;

    RocksMarkStore(Vertx vertx, Writer writer, Reads reads, Database database) {
        this.vertx = (VertxInternal) vertx;
        this.writer = writer;
        this.reads = reads;
        this.marks = new MarkReader(database);
    }

    @Override
    public Future<Marks> move(UserId user, ConversationId conversation, Marks to) {
        return writer.submit(new PendingMarks(user, conversation, to, vertx.getOrCreateContext()));
    }

    @Override
    public Future<Map<UserId, Marks>> of(ConversationId conversation) {
        return reads.run(() -> marks.of(conversation));
    }

    @Override
    public Future<Map<ConversationId, MessageId>> read(UserId user, Set<ConversationId> conversations) {
        return reads.run(() -> marks.read(user, conversations));
    }

    @Override
    public Future<Void> active(Map<UserId, Instant> seen) {
        return writer.submit(new PendingSeen(seen, vertx.getOrCreateContext()));
    }

    @Override
    public Future<Map<UserId, Instant>> lastActive(Set<UserId> users) {
        return reads.run(() -> marks.lastActive(users));
    }
}
