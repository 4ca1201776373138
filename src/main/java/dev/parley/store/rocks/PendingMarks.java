package dev.parley.store.rocks;

import dev.parley.model.ConversationId;
import dev.parley.model.UserId;
import dev.parley.store.Marks;
import io.vertx.core.internal.ContextInternal;
import org.rocksdb.RocksDBException;

/** Marks of a user in a conversation that are to move forward. */
final class PendingMarks extends PendingWrite<Marks> {
    private final byte[] conversation;
    private final UserId user;
    private final Marks to;

    PendingMarks(UserId user, ConversationId conversation, Marks to, ContextInternal caller) {
        super(caller);
        this.conversation = Keys.conversation(conversation);
        this.user = user;
        this.to = to;
    }

    Marks to() {
        return to;
    }

    byte[] key(Mark mark) {
        return Keys.mark(conversation, user, mark.number());
    }

    @Override
    int weight() {
        return OVERHEAD;
    }

    @Override
    Addition<Marks> prepare(Group group) throws RocksDBException {
        return group.marks().prepare(this);
    }
}
