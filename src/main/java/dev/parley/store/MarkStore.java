package dev.parley.store;

import dev.parley.model.ConversationId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Keeps how far users have got and read their conversations, and when they were last active. Nothing of it ever goes back
 * while the store runs. What was answered survives the end of the process, however it ends; an embedded store may lose the
 * last of it when the machine loses power.
 *
 * <p>Methods return at once and may be called from any thread, and their futures fail as those of {@link MessageStore} do.
 */
public interface MarkStore {
    /** Of how many users a conversation's marks are read at most. */
    int MOST_USERS = 1_000;

    /**
     * Moves marks forward.
     *
     * @param to where to; what is absent stays
     * @return a future completed with those that moved; when several calls move a mark to the same place at once, each may
     *     say so
     */
    Future<Marks> move(UserId user, ConversationId conversation, Marks to);

    /**
     * Reads the marks of a conversation, of those users who have any; of no more than {@link #MOST_USERS}.
     *
     * @return a future completed with the marks by user
     */
    Future<Map<UserId, Marks>> of(ConversationId conversation);

    /**
     * Reads how far a user has read some conversations.
     *
     * @return a future completed with the marks; conversations without one are left out
     */
    Future<Map<ConversationId, MessageId>> read(UserId user, Set<ConversationId> conversations);

    /**
     * Notes when users were last active, to the millisecond; an earlier time changes nothing.
     *
     * @return a future completed when that is done
     */
    Future<Void> active(Map<UserId, Instant> seen);

    /**
     * Reads when users were last active.
     *
     * @return a future completed with the times; users who never were are left out
     */
    Future<Map<UserId, Instant>> lastActive(Set<UserId> users);
}
