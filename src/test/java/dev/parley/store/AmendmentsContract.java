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
import dev.parley.model.Message;
import dev.parley.model.Message.Kind;
import dev.parley.model.MessageId;
import dev.parley.store.AppendOutcome.Known;
import dev.parley.store.AppendOutcome.Stored;
import dev.parley.store.AppendOutcome.TooLate;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How texts are edited and deleted: what is read is the last state, wherever it is read and however it came about. */
interface AmendmentsContract {
    StoreUnderTest store();

    @Test
    default void anEditedTextSaysWhatItWasEditedTo() {
        Message text = store().stored(0);

        Message edit = store().edited(text, 5, "better");

        assertReads(text.amendedBy(edit), edit);
        store().reopen();
        assertReads(text.amendedBy(edit), edit);
    }

    @Test
    default void anEditSaysWhatItsTextSaysByNow() {
        Message text = store().stored(0);
        Message first = store().edited(text, 5, "better");
        Message second = store().edited(text, 10, "best");

        assertThat(inbox()).containsExactly(text.amendedBy(second), first.showing(second), second);
    }

    @Test
    default void aDeletedTextSaysNothingAnywhere() {
        Message text = store().stored(0);
        Message edit = store().edited(text, 5, "worse");

        Message deletion = store().deleted(text, 10);

        Message gone = text.amendedBy(deletion);
        assertThat(gone.isDeleted()).isTrue();
        assertThat(inbox()).containsExactly(gone, edit.emptied(), deletion);
        assertThat(store().log(CHAT)).containsExactly(gone, edit.emptied(), deletion);
        assertThat(list()).containsExactly(gone);
    }

    @Test
    default void anAmendmentDoesNotMoveItsConversation() {
        Message text = store().stored(0);
        Message elsewhere = store().message(store().now() + 1, ConversationId.direct(ANN, EVE), ANN, "to Eve");
        store().append(elsewhere, ANN, EVE);

        Message edit = store().edited(text, 5, "better");

        assertThat(list()).containsExactly(elsewhere, text.amendedBy(edit));
        Message deletion = store().deleted(text, 6);
        assertThat(list()).containsExactly(elsewhere, text.amendedBy(deletion));
    }

    @Test
    default void ofSeveralAmendmentsTheLargestIdCountsWhateverTheirOrder() {
        List<List<Integer>> orders = List.of(
                List.of(0, 1, 2),
                List.of(0, 2, 1),
                List.of(1, 0, 2),
                List.of(1, 2, 0),
                List.of(2, 0, 1),
                List.of(2, 1, 0));
        for (int i = 0; i < orders.size(); i++) {
            Message edited = store().stored(2L * i);
            Message deleted = store().stored(2L * i + 1);
            List<Message> amendments = List.of(
                    store().amendment(edited, Kind.EDIT, 100, "once"),
                    store().amendment(edited, Kind.DELETE, 101, ""),
                    store().amendment(edited, Kind.EDIT, 102, "a"));
            List<Message> others = List.of(
                    store().amendment(deleted, Kind.EDIT, 200, "once"),
                    store().amendment(deleted, Kind.EDIT, 201, "twice"),
                    store().amendment(deleted, Kind.DELETE, 202, ""));
            for (int next : orders.get(i)) {
                store().append(amendments.get(next));
                store().append(others.get(next));
            }

            assertThat(read(edited)).isEqualTo(edited.amendedBy(amendments.get(2)));
            assertThat(read(deleted)).isEqualTo(deleted.amendedBy(others.get(2)));
        }
    }

    @Test
    default void ofAmendmentsWithinAMillisecondTheLargestIdCountsToo() {
        Message text = store().stored(0);
        MessageId id = text.id();
        Message later = store().amendment(text, Kind.EDIT, new MessageId(id.value() + 3), "a");
        Message earlier = store().amendment(text, Kind.EDIT, new MessageId(id.value() + 2), "z and longer")
                .annotated(noted("of the earlier one"));
        Message first = store().amendment(text, Kind.DELETE, new MessageId(id.value() + 1), "");

        List.of(later, earlier, first).forEach(store()::append);

        assertThat(read(text)).isEqualTo(text.amendedBy(later));
    }

    @Test
    default void amendmentsAtOnceEndWithTheLargestId() {
        Message text = store().stored(0);
        List<Message> amendments = new ArrayList<>(IntStream.range(0, 60)
                .mapToObj(i ->
                        store().amendment(text, i % 7 == 3 ? Kind.DELETE : Kind.EDIT, 1 + i, i % 7 == 3 ? "" : "v" + i))
                .toList());
        Message last = amendments.get(59);
        Collections.shuffle(amendments, new Random(7));

        List<Future<AppendOutcome>> outcomes = amendments.parallelStream()
                .map(one -> store().port().append(one, List.of(ANN, BOB), store().deadline(one)))
                .toList();
        await(Future.all(outcomes));

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.result()).isEqualTo(new Stored()));
        assertThat(read(text)).isEqualTo(text.amendedBy(last));
    }

    @Test
    default void whatWasNotedAboutATextGoesWithIt() {
        Message text = store().message(store().now(), ANN, "text").annotated(noted("first"));
        store().append(text);
        assertReads(text);
        Message edit = store().amendment(text, Kind.EDIT, 1, "better").annotated(noted("second"));
        store().append(edit);
        assertReads(text.amendedBy(edit), edit);
        assertThat(read(text).annotations()).isEqualTo(noted("second"));
        store().reopen();
        assertReads(text.amendedBy(edit), edit);

        Message plain = store().edited(text, 2, "plain");
        assertThat(read(text)).isEqualTo(text.amendedBy(plain));
        assertThat(read(text).annotations()).isEqualTo(Annotations.NONE);
        store().append(store().amendment(text, Kind.EDIT, 3, "again").annotated(noted("third")));
        assertThat(inbox()).extracting(Message::annotations).containsOnly(noted("third"));
        store().deleted(text, 4);

        assertThat(inbox()).extracting(Message::annotations).containsOnly(Annotations.NONE);
    }

    private static Annotations noted(String value) {
        return new Annotations(Map.of("note", value));
    }

    @Test
    default void anAmendmentRightBehindItsTextCounts() {
        Message text = store().message(store().now(), ANN, "text");
        Message edit = store().amendment(text, Kind.EDIT, 1, "better");

        Future<AppendOutcome> first = store().port().append(text, List.of(ANN, BOB), store().deadline(text));
        Future<AppendOutcome> second = store().port().append(edit, List.of(ANN, BOB), store().deadline(edit));
        await(Future.all(first, second));

        assertReads(text.amendedBy(edit), edit);
    }

    @Test
    default void whatComesAgainBringsNothingBack() {
        Message text = store().stored(0);
        Message edit = store().edited(text, 5, "better");
        Message deletion = store().deleted(text, 10);

        assertThat(store().append(text)).isEqualTo(new Stored());
        assertThat(store().append(edit)).isEqualTo(new Stored());
        assertThat(store().append(text, ANN, BOB, EVE)).isEqualTo(new Stored());

        assertThat(inbox()).containsExactly(text.amendedBy(deletion), edit.emptied(), deletion);
        assertThat(list()).containsExactly(text.amendedBy(deletion));
    }

    @Test
    default void anAmendmentWithAKnownRefChangesNothing() {
        Message text = store().stored(0);
        Message edit = store().edited(text, 5, "better");
        Message other = store().amendment(text, Kind.EDIT, 9, "not this");
        Message again = new Message(
                other.id(),
                CHAT,
                ANN,
                Kind.EDIT,
                edit.ref(),
                other.text(),
                other.replyTo(),
                other.mentions(),
                other.target(),
                other.amendedBy());

        assertThat(store().append(again)).isEqualTo(new Known(edit.id(), CHAT));

        assertReads(text.amendedBy(edit), edit);
    }

    @Test
    default void anAmendmentPastItsDeadlineChangesNothing() {
        Message text = store().stored(0);
        Message late = store().amendment(text, Kind.DELETE, 1, "");
        store().pass(StoreUnderTest.HORIZON_MILLIS * 2);

        assertThat(store().append(late)).isEqualTo(new TooLate());

        assertThat(store().log(CHAT)).containsExactly(text);
    }

    @Test
    default void anEditWithoutATextChangesNothing() {
        Message text = store().stored(0);

        store().edited(text, 1, "");

        assertThat(read(text)).isEqualTo(text);
    }

    @Test
    default void anAmendmentOfWhatIsNotThereShowsAsNothing() {
        Message unknown = store().message(store().now(), ANN, "never stored");
        Message edit = store().edited(unknown, 1, "of nothing");

        assertThat(store().log(CHAT)).containsExactly(edit.emptied());
        assertThat(inbox()).containsExactly(edit.emptied());
        assertThat(list()).isEmpty();
    }

    private void assertReads(Message text) {
        assertThat(store().log(CHAT)).containsExactly(text);
        assertThat(inbox()).containsExactly(text);
        assertThat(list()).containsExactly(text);
    }

    private void assertReads(Message text, Message amendment) {
        assertThat(store().log(CHAT)).containsExactly(text, amendment.emptied());
        assertThat(await(store().port().before(CHAT, Long.MAX_VALUE, 10))).containsExactly(amendment.emptied(), text);
        assertThat(inbox()).containsExactly(text, amendment);
        assertThat(list()).containsExactly(text);
    }

    private Message read(Message text) {
        return await(store().port().from(CHAT, text.id().value(), 1)).get(0);
    }

    private List<Message> inbox() {
        return store().inbox(BOB, Cursor.START, 100).messages();
    }

    private List<Message> list() {
        return await(store().port().conversations(ANN, Long.MAX_VALUE, 10));
    }
}
