package dev.parley.store;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.BOB;
import static dev.parley.store.StoreUnderTest.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How inboxes are read. */
interface InboxContract {
    StoreUnderTest store();

    @Test
    default void readsAnInboxInIdOrderPageByPage() {
        List<Message> sent =
                IntStream.range(0, 25).mapToObj(i -> store().stored(i)).toList();

        List<InboxPage> pages = pages(10);

        assertThat(pages.subList(0, pages.size() - 1))
                .allSatisfy(page -> assertThat(page.messages()).hasSize(10));
        assertThat(messages(pages)).isEqualTo(sent);
    }

    @Test
    default void saysThatNothingFollowsAPageThatEndsWithTheLastEntry() {
        store().stored(0);
        store().stored(1);

        assertThat(store().inbox(BOB, Cursor.START, 2).more()).isFalse();
        assertThat(store().inbox(BOB, Cursor.START, 1).more()).isTrue();
    }

    @Test
    default void givesANewDeviceNothingButACursorAtTheHorizon() {
        store().stored(-9_000);

        InboxPage page = store().inbox(EVE, store().cursorNow(EVE), 10);

        assertThat(page.messages()).isEmpty();
        assertThat(store().cursorNow(EVE)).isEqualTo(Cursor.at(store().cap()));
    }

    @Test
    default void endsACompleteRunAtTheHorizon() {
        store().stored(0);

        assertThat(store().inbox(BOB, Cursor.START, 10).next()).isEqualTo(Cursor.at(store().cap()));
        assertThat(store().inbox(EVE, Cursor.START, 10).next()).isEqualTo(Cursor.at(store().cap()));
    }

    @Test
    default void sendsNothingTwiceOnceItIsOlderThanTheHorizon() {
        store().stored(0);
        store().pass(StoreUnderTest.HORIZON_MILLIS + 1);

        Cursor cursor = store().inbox(BOB, Cursor.START, 10).next();

        assertThat(store().inbox(BOB, cursor, 10).messages()).isEmpty();
    }

    @Test
    default void movesACursorFromAheadBackToTheHorizon() {
        Message message = store().stored(0);

        InboxPage page = store().inbox(BOB, Cursor.at(Long.MAX_VALUE), 10);

        assertThat(page.messages()).containsExactly(message);
        assertThat(page.next()).isEqualTo(Cursor.at(store().cap()));
    }

    @Test
    default void takesACursorWhoseReadPartIsTheLargestNumber() {
        store().stored(0);

        InboxPage page = store().inbox(BOB, new Cursor(0, Long.MAX_VALUE), 10);

        assertThat(page.messages()).isEmpty();
        assertThat(page.next()).isEqualTo(Cursor.START);
    }

    @Test
    default void endsAPageEarlyRatherThanFillMemory() {
        List<Message> sent = IntStream.range(0, 30)
                .mapToObj(i -> store().message(store().now() + i, ANN, "big " + i))
                .map(InboxContract::big)
                .toList();
        sent.forEach(store()::append);

        InboxPage page = store().inbox(BOB, Cursor.START, 1_000);

        assertThat(page.more()).isTrue();
        assertThat(page.messages())
                .isNotEmpty()
                .isEqualTo(sent.subList(0, page.messages().size()));
    }

    @Test
    default void readsLongTextsOfTwoConversationsInIdOrder() {
        ConversationId other = ConversationId.direct(BOB, EVE);
        List<Message> sent = IntStream.range(0, 30)
                .mapToObj(i -> i < 15
                        ? store().message(store().now() + i, other, EVE, "first " + i)
                        : store().message(store().now() + i, ANN, "later " + i))
                .map(InboxContract::big)
                .toList();
        sent.forEach(message -> store().append(message, message.from(), BOB));

        assertThat(messages(pages(1_000))).isEqualTo(sent);
    }

    /** All that Bob has, page by page. */
    private List<InboxPage> pages(int limit) {
        List<InboxPage> pages = new ArrayList<>();
        InboxPage page = store().inbox(BOB, Cursor.START, limit);
        pages.add(page);
        while (page.more()) {
            page = store().inbox(BOB, page.next(), limit);
            pages.add(page);
        }
        return pages;
    }

    private static List<Message> messages(List<InboxPage> pages) {
        return pages.stream().flatMap(page -> page.messages().stream()).toList();
    }

    private static Message big(Message message) {
        String text = "\uD83D\uDE80".repeat(100_000);
        return new Message(
                message.id(),
                message.conversation(),
                message.from(),
                message.kind(),
                message.ref(),
                text,
                message.replyTo(),
                message.mentions());
    }
}
