package dev.parley.store;

import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Keeps messages: the log of every conversation, and for every user an inbox that says what is new. Texts that were edited
 * or deleted are read in their final state, everywhere.
 *
 * <p>Methods return at once and may be called from any thread. A future is completed on the context of the caller, where
 * there is one. A failure that passes is a {@link dev.parley.model.Failure} of code {@code UNAVAILABLE} when nothing was
 * done and {@code TIMEOUT} when that is not known; anything else is a defect.
 */
public interface MessageStore {
    /** How many entries a count looks at. */
    int MOST_LOOKED_AT = 5_000;

    /**
     * Stores a message, one inbox entry for each of {@code members}, and the sender's {@code ref}, all of them or none.
     *
     * <p>Idempotent: the same message again is {@link AppendOutcome.Stored}; another message of the same sender with a
     * known {@code ref} is {@link AppendOutcome.Known} and changes nothing, also when both come at the same time. The same
     * message for members that it was not stored for is stored for them, too, while the deadline is ahead; after that it
     * is {@link AppendOutcome.Stored} and they do not get it.
     *
     * <p>An {@code EDIT} or {@code DELETE} takes part in all of this, and in the same step makes the text it names what it
     * is from now on, wherever that is read ({@link Message#amendedBy(Message)}); what the text said before is gone. That text
     * was stored before; where it was not, or where an {@code EDIT} has no text, nothing is changed.
     *
     * @param deadlineMillis Unix time, by this store's clock, after which the message must not become visible
     * @return a future completed when all of it is durable, or certain never to become visible
     */
    Future<AppendOutcome> append(Message message, List<UserId> members, long deadlineMillis);

    /**
     * Reads a user's inbox in id order. An {@code EDIT} there says what the text that it changed says by now, or nothing
     * when that was deleted.
     *
     * <p>The cursor that comes back obeys the rule of {@link Cursor}: nothing at or below its {@code safe} part can appear
     * later, given that ids below {@code horizonMillis} are past their deadline. A cursor from ahead of that is moved
     * back, so that entries are sent twice rather than never.
     *
     * @param after where to start; absent for no entries and a cursor that stands at the horizon
     * @param limit the most entries to read; a page of some megabytes ends early
     * @param horizonMillis Unix time; ids made before it have become visible by now or never will
     * @return a future completed with the page
     */
    Future<InboxPage> inbox(UserId user, Optional<Cursor> after, int limit, long horizonMillis);

    /**
     * Reads up to {@code limit} messages of a conversation with ids below {@code id}, the nearest to it. A page of some
     * megabytes ends early, but is not empty when there is one. An {@code EDIT} is among them without its text.
     *
     * @return a future completed with the messages in descending id order
     */
    Future<List<Message>> before(ConversationId conversation, long id, int limit);

    /**
     * Reads up to {@code limit} messages of a conversation with ids at or above {@code id}, the nearest to it. A page of
     * some megabytes ends early, but is not empty when there is one. An {@code EDIT} is among them without its text.
     *
     * @return a future completed with the messages in ascending id order
     */
    Future<List<Message>> from(ConversationId conversation, long id, int limit);

    /**
     * Lists a user's conversations by their last message; what only changes others is none, and a user's own log is not
     * listed. A page of some megabytes ends early, but is not empty when there is one.
     *
     * @param below only those whose last message has an id below this value
     * @return a future completed with the last messages, in descending id order
     */
    Future<List<Message>> conversations(UserId user, long below, int limit);

    /**
     * Finds the largest message id ever stored, so that no clock starts behind it.
     *
     * @return a future completed with the id, or with nothing when the store is empty
     */
    Future<Optional<MessageId>> highest();

    /**
     * Counts the texts of others that are not deleted, in a part of a conversation's log. It looks at no more than {@link
     * #MOST_LOOKED_AT} entries, the newest.
     *
     * @param reader whose own texts are not counted
     * @param from the smallest id that counts
     * @param below ids from here on do not count
     * @param most where the count ends
     * @return a future completed with the number
     */
    Future<Integer> unread(ConversationId conversation, UserId reader, long from, long below, int most);
}
