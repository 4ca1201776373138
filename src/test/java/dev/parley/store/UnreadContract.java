package dev.parley.store;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.BOB;
import static dev.parley.store.StoreUnderTest.CHAT;
import static dev.parley.store.StoreUnderTest.EVE;
import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.Message.Kind;
import dev.parley.model.UserId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How texts are counted that somebody has not read. */
interface UnreadContract {
    StoreUnderTest store();

    @Test
    default void countsTheTextsOfOthers() {
        store().stored(0);
        store().stored(1);
        store().append(store().message(store().now() + 2, BOB, "own"));

        assertThat(unread(BOB)).isEqualTo(2);
        assertThat(unread(ANN)).isEqualTo(1);
        assertThat(unread(EVE)).isEqualTo(3);
    }

    @Test
    default void countsWithinAPartOfTheLog() {
        List<Message> sent =
                IntStream.range(0, 6).mapToObj(i -> store().stored(i)).toList();
        long second = sent.get(1).id().value();
        long fifth = sent.get(4).id().value();

        assertThat(unread(BOB, second, fifth, 100)).isEqualTo(3);
        assertThat(unread(BOB, second + 1, fifth + 1, 100)).isEqualTo(3);
        assertThat(unread(BOB, fifth + 1, Long.MAX_VALUE, 100)).isEqualTo(1);
        assertThat(unread(BOB, fifth, second, 100)).isZero();
        assertThat(unread(BOB, Long.MIN_VALUE, 0, 100)).isZero();
    }

    @Test
    default void countsNoMoreThanIsAskedFor() {
        IntStream.range(0, 6).forEach(i -> store().stored(i));

        assertThat(unread(BOB, 0, Long.MAX_VALUE, 4)).isEqualTo(4);
    }

    @Test
    default void countsAnEditedTextOnceAndADeletedOneNotAtAll() {
        Message edited = store().stored(0);
        Message deleted = store().stored(1);
        store().edited(edited, 5, "better");
        store().edited(edited, 6, "best");
        assertThat(unread(BOB)).isEqualTo(2);

        store().deleted(deleted, 5);

        assertThat(unread(BOB)).isEqualTo(1);
    }

    @Test
    default void countsNothingButTexts() {
        Message text = store().stored(0);
        store().append(store().amendment(text, Kind.MEMBERSHIP, 1, "added"));
        store().append(store().amendment(text, Kind.GROUP, 2, "name"));

        assertThat(unread(BOB)).isEqualTo(1);
    }

    @Test
    default void countsOneConversation() {
        store().stored(0);
        ConversationId other = ConversationId.direct(BOB, EVE);
        store().append(store().message(store().now(), other, EVE, "elsewhere"), BOB, EVE);

        assertThat(unread(BOB)).isEqualTo(1);
    }

    private int unread(UserId reader) {
        return unread(reader, 0, Long.MAX_VALUE, 1_000);
    }

    private int unread(UserId reader, long from, long below, int most) {
        return await(store().port().unread(CHAT, reader, from, below, most));
    }
}
