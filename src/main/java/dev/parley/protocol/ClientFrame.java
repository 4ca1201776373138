package dev.parley.protocol;

import dev.parley.model.Content;
import dev.parley.model.ConversationId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.util.List;
import java.util.Optional;

/** What a client says. The form of every field is checked; whether it means something is not. */
public sealed interface ClientFrame {
    /**
     * The first frame.
     *
     * @param cursor where to catch up from, not yet checked; absent on a device that only wants what follows
     * @param background whether to connect without showing the user online
     */
    record Hello(String token, Optional<String> cursor, boolean background) implements ClientFrame {
        @Override
        public String toString() {
            return "Hello[]";
        }
    }

    /** A message to be sent. */
    record Send(Target to, Content content) implements ClientFrame {}

    /** What the device has got. */
    record Received(List<MessageId> ids) implements ClientFrame {
        public Received {
            ids = List.copyOf(ids);
        }
    }

    /** The user has read a conversation up to here. */
    record Read(ConversationId conversation, MessageId id) implements ClientFrame {}

    /** The user writes, or has stopped. */
    record Typing(ConversationId conversation, boolean active) implements ClientFrame {}

    /** Asks for the presence of users, or of everyone in a conversation; of the two, one is given. */
    record Presence(List<UserId> users, Optional<ConversationId> conversation) implements ClientFrame {
        public Presence {
            users = List.copyOf(users);
        }
    }

    /**
     * Asks for what follows a cursor.
     *
     * @param cursor not yet checked
     */
    record Sync(String cursor, int limit) implements ClientFrame {}

    /** Says that the client lives. */
    record Heartbeat() implements ClientFrame {}

    /** A fresh access token in place of one that is about to end. */
    record Token(String token) implements ClientFrame {
        @Override
        public String toString() {
            return "Token[]";
        }
    }

    /** Whom a message is for. */
    sealed interface Target {}

    /** The direct chat with a user. */
    record ToUser(UserId user) implements Target {}

    /** A conversation by its id. */
    record ToConversation(ConversationId conversation) implements Target {}
}
