package dev.parley.store.rocks;

import dev.parley.model.Message;
import dev.parley.model.UserId;
import dev.parley.store.AppendOutcome;
import io.vertx.core.internal.ContextInternal;
import java.util.Arrays;
import java.util.List;
import org.rocksdb.RocksDBException;

/** A message for its members, already encoded. */
final class PendingAppend extends PendingWrite<AppendOutcome> {
    private static final int PER_MEMBER = 96;

    private final Message message;
    private final List<UserId> members;
    private final long deadlineMillis;
    private final byte[] conversation;
    private final byte[] encoded;

    PendingAppend(Message message, List<UserId> members, long deadlineMillis, ContextInternal caller) {
        super(caller);
        this.message = message;
        this.members = sorted(members);
        this.deadlineMillis = deadlineMillis;
        this.conversation = Keys.conversation(message.conversation());
        this.encoded = MessageCodec.encode(message.kind() == Message.Kind.EDIT ? message.emptied() : message);
    }

    private static List<UserId> sorted(List<UserId> members) {
        UserId[] sorted = members.toArray(UserId[]::new);
        Arrays.sort(sorted);
        return Arrays.asList(sorted);
    }

    Message message() {
        return message;
    }

    /** By id: so each is next to the one before in the memtable, which finds its place with less of a search. */
    List<UserId> members() {
        return members;
    }

    byte[] conversation() {
        return conversation;
    }

    /** The message as it stands in the log: the text of an edit is in its target only. */
    byte[] encoded() {
        return encoded;
    }

    boolean isTooLate(long nowMillis) {
        return nowMillis > deadlineMillis;
    }

    @Override
    int weight() {
        return OVERHEAD + encoded.length + Character.BYTES * message.text().length() + PER_MEMBER * members.size();
    }

    @Override
    long smallestId(long nowMillis) {
        return isTooLate(nowMillis) ? super.smallestId(nowMillis) : message.id().value();
    }

    @Override
    Addition<AppendOutcome> prepare(Group group) throws RocksDBException {
        return group.appends().prepare(this);
    }
}
