package dev.parley.store;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.BOB;
import static dev.parley.store.StoreUnderTest.CHAT;
import static dev.parley.store.StoreUnderTest.EVE;
import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.ConversationId;
import dev.parley.model.GroupId;
import dev.parley.model.Message;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How the log of a conversation is read. */
interface HistoryContract {
    StoreUnderTest store();

    @Test
    default void readsTheNearestMessagesBelowAnIdNewestFirst() {
        List<Message> sent =
                IntStream.range(0, 5).mapToObj(i -> store().stored(i)).toList();

        List<Message> read = await(store().port().before(CHAT, sent.get(3).id().value(), 2));

        assertThat(read).containsExactly(sent.get(2), sent.get(1));
        assertThat(await(store().port().before(CHAT, Long.MAX_VALUE, 1))).containsExactly(sent.get(4));
    }

    @Test
    default void readsTheNearestMessagesFromAnIdOldestFirst() {
        List<Message> sent =
                IntStream.range(0, 5).mapToObj(i -> store().stored(i)).toList();

        List<Message> read = await(store().port().from(CHAT, sent.get(1).id().value(), 2));

        assertThat(read).containsExactly(sent.get(1), sent.get(2));
        assertThat(await(store().port().from(CHAT, sent.get(1).id().value() + 1, 9)))
                .isEqualTo(sent.subList(2, 5));
    }

    @Test
    default void findsNothingBeyondTheEnds() {
        Message only = store().stored(0);

        assertThat(await(store().port().before(CHAT, only.id().value(), 9))).isEmpty();
        assertThat(await(store().port().from(CHAT, only.id().value() + 1, 9))).isEmpty();
        assertThat(await(store().port().before(CHAT, 0, 9))).isEmpty();
        assertThat(await(store().port().before(CHAT, -1, 9))).isEmpty();
        assertThat(await(store().port().from(CHAT, Long.MAX_VALUE, 9))).isEmpty();
        assertThat(await(store().port().from(CHAT, Long.MIN_VALUE, 9))).containsExactly(only);
    }

    @Test
    default void keepsTheLogsOfConversationsApart() {
        ConversationId group = new ConversationId.Group(new GroupId(1));
        ConversationId next = new ConversationId.Group(new GroupId(2));
        Message chat = store().stored(0);
        Message inGroup = store().message(store().now(), group, EVE, "in the group");
        Message inNext = store().message(store().now(), next, EVE, "in the next");
        store().append(inGroup, ANN, BOB, EVE);
        store().append(inNext, EVE);

        assertThat(store().log(CHAT)).containsExactly(chat);
        assertThat(store().log(group)).containsExactly(inGroup);
        assertThat(await(store().port().before(next, Long.MAX_VALUE, 9))).containsExactly(inNext);
        assertThat(store().log(ConversationId.direct(BOB, EVE))).isEmpty();
    }
}
