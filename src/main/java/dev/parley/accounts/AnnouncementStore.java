package dev.parley.accounts;

import dev.parley.model.ConversationId;
import dev.parley.model.MessageId;
import io.vertx.core.Future;
import java.util.List;

/**
 * Gives what is still to be announced; the other stores keep it together with the change that it tells of. Threads and
 * failures are as with {@link UserStore}.
 */
public interface AnnouncementStore {
    /** @return a future completed with what is kept for a conversation, the smallest id first, at most {@code limit} */
    Future<List<Announcement>> of(ConversationId conversation, int limit);

    /**
     * @param below an id value: only conversations with an announcement below it
     * @return a future completed with conversations for which anything is kept, the longest waiting first
     */
    Future<List<ConversationId>> waiting(long below, int limit);

    /** @return a future completed when the announcement of this id is no longer kept */
    Future<Void> sent(MessageId id);
}
