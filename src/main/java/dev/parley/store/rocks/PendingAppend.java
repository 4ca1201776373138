package dev.parley.store.rocks;

import dev.parley.model.Failure;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import dev.parley.store.AppendOutcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.List;

/** An append on its way to the disk, already encoded, with the caller who waits for it. */
final class PendingAppend {
    private static final int OVERHEAD = 256;
    private static final int PER_MEMBER = 96;

    private final Message message;
    private final List<UserId> members;
    private final long deadlineMillis;
    private final byte[] conversation;
    private final byte[] encoded;
    private final ContextInternal caller;
    private final Promise<AppendOutcome> outcome;

    PendingAppend(Message message, List<UserId> members, long deadlineMillis, ContextInternal caller) {
        this.message = message;
        this.members = List.copyOf(members);
        this.deadlineMillis = deadlineMillis;
        this.conversation = Keys.conversation(message.conversation());
        this.encoded = MessageCodec.encode(message);
        this.caller = caller;
        this.outcome = caller.promise();
    }

    Message message() {
        return message;
    }

    List<UserId> members() {
        return members;
    }

    byte[] conversation() {
        return conversation;
    }

    byte[] encoded() {
        return encoded;
    }

    boolean isTooLate(long nowMillis) {
        return nowMillis > deadlineMillis;
    }

    /** About how many bytes it takes in memory and in a batch. */
    int weight() {
        return OVERHEAD + encoded.length + PER_MEMBER * members.size();
    }

    /** What the caller waits for. */
    Future<AppendOutcome> outcome() {
        return outcome.future();
    }

    /** The context that completes it; the same for all callers in one verticle. */
    ContextInternal home() {
        return caller.unwrap();
    }

    void complete(AppendOutcome how) {
        outcome.complete(how);
    }

    void fail(Failure failure) {
        outcome.tryFail(failure);
    }
}
