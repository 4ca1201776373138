package dev.parley.store.cassandra;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.BOB;
import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.archive.ArchiveInHand;
import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.store.AppendOutcome.Known;
import dev.parley.store.AppendOutcome.Stored;
import dev.parley.store.AppendOutcome.TooLate;
import dev.parley.store.InboxPage;
import dev.parley.store.MessageRecords;
import dev.parley.store.cassandra.Claim.State;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Appends whose process died on the way, at each step, and who comes by then. */
class LeftAppendIT {
    private OpenStore store;
    private CassandraSettings settings;
    private DeadProcess left;

    @BeforeEach
    void open() throws Exception {
        settings = TestKeyspace.empty();
        store = OpenStore.open(settings);
        left = new DeadProcess(settings);
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
            left.close();
        }
    }

    @Test
    void aReaderEndsAnAppendThatWasNotAcceptedBeforeItsCursorPasses() {
        Message message = enteredAndLeft("entered");

        InboxPage page = store.inbox(Cursor.START, System.currentTimeMillis() + 1_000);

        assertThat(page.messages()).isEmpty();
        assertThat(page.next().safe()).isGreaterThan(message.id().value());
        assertThat(await(left.tables().claims().decide(message, State.ACCEPTED)).state())
                .isEqualTo(State.ABANDONED);
        assertThat(await(store.append(message))).isEqualTo(new TooLate());
        assertThat(await(store.append(OpenStore.message("entered")))).isEqualTo(new Stored());
        assertThat(store.log()).hasSize(1);
    }

    @Test
    void aReaderWhoseCursorDoesNotPassLetsAnAppendGoOn() {
        Message message = enteredAndLeft("under way");

        assertThat(store.inbox(Cursor.START, System.currentTimeMillis() - 10_000)
                        .messages())
                .isEmpty();

        assertThat(await(store.append(message))).isEqualTo(new Stored());
        assertThat(store.inbox(Cursor.START, System.currentTimeMillis() - 10_000)
                        .messages())
                .containsExactly(message);
    }

    @Test
    void aReaderFinishesAnAppendThatWasAccepted() {
        Message message = acceptedAndLeft("accepted");
        assertThat(store.log()).isEmpty();

        assertThat(store.inbox(Cursor.START, System.currentTimeMillis() + 1_000).messages())
                .containsExactly(message);

        assertThat(store.log()).containsExactly(message);
        assertThat(await(store.port().conversations(ANN, Long.MAX_VALUE, 10))).containsExactly(message);
        assertThat(await(store.port().highest()).orElseThrow().value())
                .isGreaterThanOrEqualTo(message.id().value());
    }

    @Test
    void aListOfConversationsFinishesAnAppendThatWasAccepted() {
        Message message = acceptedAndLeft("listed");
        await(left.tables().lists().put(BOB, message));

        assertThat(await(store.port().conversations(BOB, Long.MAX_VALUE, 10))).containsExactly(message);

        assertThat(store.log()).containsExactly(message);
    }

    @Test
    void aResendFinishesAnAppendThatWasAccepted() {
        Message message = acceptedAndLeft("known");

        assertThat(await(store.append(OpenStore.message("known")))).isEqualTo(new Known(message.id(), OpenStore.CHAT));

        assertThat(store.log()).containsExactly(message);
    }

    @Test
    void aResendTakesOverFromAnAppendThatWasNotAccepted() {
        enteredAndLeft("taken over");
        Message second = OpenStore.message("taken over");

        assertThat(await(store.append(second))).isEqualTo(new Stored());

        assertThat(store.inbox(Cursor.START, System.currentTimeMillis() + 1_000).messages())
                .containsExactly(second);
        assertThat(store.log()).containsExactly(second);
    }

    @Test
    void anExportFinishesWhatWasAcceptedAndLeavesOutWhatWasNot() {
        enteredAndLeft("entered");
        Message accepted = acceptedAndLeft("accepted");

        try (ArchiveInHand archive = new ArchiveInHand(store.archive(settings))) {
            Map<String, List<JsonObject>> records = archive.read();
            assertThat(records.get("messages"))
                    .containsExactly(MessageRecords.MESSAGES.encode().apply(accepted));
            assertThat(records.get("refs")).hasSize(1);
            assertThat(records.get("conversations")).hasSize(2);
            assertThat(records.get("inboxes")).hasSize(2);
        }
    }

    @Test
    void ofTwoIdsInAMillisecondTheLargerIsTheLastWhateverTheOrder() {
        Message smaller = OpenStore.message("smaller");
        Message larger = OpenStore.message(new MessageId(smaller.id().value() + 1), "larger");
        for (List<Message> order : List.of(List.of(smaller, larger), List.of(larger, smaller))) {
            order.forEach(message -> await(store.append(message)));

            assertThat(await(store.port().conversations(BOB, Long.MAX_VALUE, 10)))
                    .containsExactly(larger);
        }
    }

    private Message enteredAndLeft(String ref) {
        return left.entered(OpenStore.message(ref));
    }

    private Message acceptedAndLeft(String ref) {
        return left.accepted(OpenStore.message(ref));
    }
}
