package dev.parley.store;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.BOB;
import static dev.parley.store.StoreUnderTest.CHAT;
import static dev.parley.store.StoreUnderTest.EVE;
import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.Event;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a user's conversations are listed. */
interface ConversationsContract {
    StoreUnderTest store();

    @Test
    default void listsConversationsByTheirLastMessageNewestFirst() {
        Message chat = store().stored(0);
        Message withEve = store().message(store().now() + 1, ConversationId.direct(ANN, EVE), EVE, "hi");
        store().append(withEve, ANN, EVE);
        assertThat(list(ANN, Long.MAX_VALUE, 10)).containsExactly(withEve, chat);

        Message answer = store().stored(2);

        assertThat(list(ANN, Long.MAX_VALUE, 10)).containsExactly(answer, withEve);
        assertThat(list(BOB, Long.MAX_VALUE, 10)).containsExactly(answer);
        assertThat(list(EVE, Long.MAX_VALUE, 10)).containsExactly(withEve);
    }

    @Test
    default void aLateSmallerIdDoesNotMoveAConversationBack() {
        Message larger = store().stored(0);
        Message smaller = store().stored(-1_000);

        assertThat(list(BOB, Long.MAX_VALUE, 10)).containsExactly(larger);
        assertThat(store().log(CHAT)).containsExactly(smaller, larger);
    }

    @Test
    default void pagesThroughManyConversations() {
        List<Message> newestFirst = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            UserId other = new UserId(100 + i * 7 % 30);
            Message message = store().message(store().now() + i, ConversationId.direct(ANN, other), ANN, "to " + i);
            store().append(message, ANN, other);
            newestFirst.add(message);
        }
        Collections.reverse(newestFirst);

        List<Message> listed = new ArrayList<>();
        List<Message> page = list(ANN, Long.MAX_VALUE, 7);
        while (!page.isEmpty()) {
            listed.addAll(page);
            page = list(ANN, page.get(page.size() - 1).id().value(), 7);
        }

        assertThat(listed).isEqualTo(newestFirst);
    }

    @Test
    default void doesNotListAUsersOwnLog() {
        Message chat = store().stored(0);
        Message event = new Message(
                new MessageId(MessageId.lastBefore(store().now()) + 50),
                new ConversationId.Personal(ANN),
                BOB,
                Message.Kind.EVENT,
                Message.SERVER_REF + "friend 2 1",
                new Event("friend.requested", "{}").write(),
                Optional.empty(),
                List.of());
        store().append(event, ANN);

        assertThat(list(ANN, Long.MAX_VALUE, 10)).containsExactly(chat);
        assertThat(store().log(event.conversation())).containsExactly(event);
        assertThat(store().inbox(ANN, Cursor.START, 10).messages()).containsExactly(chat, event);
        assertThat(store().inbox(BOB, Cursor.START, 10).messages()).containsExactly(chat);
    }

    private List<Message> list(UserId user, long below, int limit) {
        return await(store().port().conversations(user, below, limit));
    }
}
