package dev.parley.store;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.BOB;
import static dev.parley.store.StoreUnderTest.CHAT;
import static dev.parley.store.StoreUnderTest.EVE;
import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Annotations;
import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.GroupId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.store.AppendOutcome.Known;
import dev.parley.store.AppendOutcome.Stored;
import dev.parley.store.AppendOutcome.TooLate;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How messages get in. */
interface AppendContract {
    StoreUnderTest store();

    @Test
    default void storesAMessageInTheLogAndInEveryMembersInbox() {
        Message message = store().message(store().now(), ANN, "first");

        assertThat(store().append(message, ANN, BOB)).isEqualTo(new Stored());

        assertThat(store().log(CHAT)).containsExactly(message);
        assertThat(store().inbox(ANN, Cursor.START, 10).messages()).containsExactly(message);
        assertThat(store().inbox(BOB, Cursor.START, 10).messages()).containsExactly(message);
        assertThat(store().inbox(EVE, Cursor.START, 10).messages()).isEmpty();
    }

    @Test
    default void keepsEveryFieldOfAMessage() {
        Message message = new Message(
                        new MessageId(MessageId.lastBefore(store().now()) + 1),
                        new ConversationId.Group(new GroupId(7)),
                        EVE,
                        Message.Kind.TEXT,
                        "ref-é".repeat(10),
                        "\uD83D\uDE80".repeat(100_000),
                        Optional.of(new MessageId(77)),
                        List.of(ANN, BOB))
                .annotated(new Annotations(Map.of("language", "\uD83D\uDE80".repeat(100), "flag.1", "spam?")));

        store().append(message, ANN, BOB, EVE);

        assertThat(store().log(message.conversation())).containsExactly(message);
        assertThat(store().inbox(ANN, Cursor.START, 10).messages()).containsExactly(message);
    }

    @Test
    default void keepsWhatAnEntryIsAboutAndByWhatATextWasAmended() {
        Message plain = store().message(store().now(), ANN, "plain");
        Message about = store().amendment(plain, Message.Kind.MEMBERSHIP, 1, "added");
        Message amended = plain.amendedBy(store().amendment(plain, Message.Kind.EDIT, 2, "from an archive"));

        store().append(about);
        store().append(amended);

        assertThat(store().log(CHAT)).containsExactly(amended, about);
        assertThat(store().inbox(ANN, Cursor.START, 10).messages()).containsExactly(amended, about);
    }

    @Test
    default void takesTheSameMessageTwiceAndStoresItOnce() {
        Message message = store().message(store().now(), ANN, "again");

        assertThat(store().append(message)).isEqualTo(new Stored());
        assertThat(store().append(message)).isEqualTo(new Stored());

        assertThat(store().log(CHAT)).containsExactly(message);
    }

    @Test
    default void namesTheFirstMessageWhenASenderUsesARefAgain() {
        Message first = store().message(store().now(), ANN, "once");
        ConversationId elsewhere = ConversationId.direct(ANN, EVE);
        Message second = store().message(store().now() + 1, elsewhere, ANN, "once");
        store().append(first);

        assertThat(store().append(second, ANN, EVE)).isEqualTo(new Known(first.id(), CHAT));

        assertThat(store().log(elsewhere)).isEmpty();
        assertThat(store().inbox(EVE, Cursor.START, 10).messages()).isEmpty();
        assertThat(store().inbox(ANN, Cursor.START, 10).messages()).containsExactly(first);
    }

    @Test
    default void keepsTheRefsOfTwoSendersApart() {
        assertThat(store().append(store().message(store().now(), ANN, "same"))).isEqualTo(new Stored());
        assertThat(store().append(store().message(store().now(), BOB, "same"))).isEqualTo(new Stored());

        assertThat(store().log(CHAT)).hasSize(2);
    }

    @Test
    default void writesNothingPastTheDeadline() {
        Message message = store().message(store().now(), ANN, "late");
        store().pass(StoreUnderTest.HORIZON_MILLIS + 1);

        assertThat(store().append(message)).isEqualTo(new TooLate());

        assertThat(store().log(CHAT)).isEmpty();
        assertThat(store().inbox(BOB, Cursor.START, 10).messages()).isEmpty();
        assertThat(await(store().port().conversations(BOB, Long.MAX_VALUE, 10))).isEmpty();
        assertThat(await(store().port().highest())).isEmpty();
        assertThat(store().append(store().message(store().now(), ANN, "late"))).isEqualTo(new Stored());
    }

    @Test
    default void answersForAKnownRefThoughTheDeadlineHasPassed() {
        Message message = store().message(store().now(), ANN, "stored in time");
        Message other = store().message(store().now() + 1, ANN, "stored in time");
        store().append(message);
        store().pass(StoreUnderTest.HORIZON_MILLIS * 100);

        assertThat(store().append(message)).isEqualTo(new Stored());
        assertThat(store().append(other)).isEqualTo(new Known(message.id(), CHAT));
    }

    @Test
    default void letsOneOfManyRacingSendsOfARefWin() {
        List<Message> sends = IntStream.range(0, 300)
                .mapToObj(i -> store().message(store().now() + i, ANN, "ref " + i % 3))
                .toList();

        List<Future<AppendOutcome>> outcomes = sends.parallelStream()
                .map(message -> store().port().append(message, List.of(ANN, BOB), store().deadline(message)))
                .toList();
        await(Future.all(outcomes));

        List<Message> kept = store().log(CHAT);
        assertThat(kept).extracting(Message::ref).containsExactlyInAnyOrder("ref 0", "ref 1", "ref 2");
        for (int i = 0; i < sends.size(); i++) {
            Message send = sends.get(i);
            Message winner = kept.stream()
                    .filter(m -> m.ref().equals(send.ref()))
                    .findFirst()
                    .orElseThrow();
            assertThat(outcomes.get(i).result())
                    .isEqualTo(send.equals(winner) ? new Stored() : new Known(winner.id(), CHAT));
        }
        assertThat(store().inbox(BOB, Cursor.START, 10).messages()).isEqualTo(kept);
    }
}
