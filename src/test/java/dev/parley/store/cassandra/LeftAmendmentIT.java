package dev.parley.store.cassandra;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Annotations;
import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.Message.Kind;
import dev.parley.store.AppendOutcome.Stored;
import dev.parley.store.cassandra.Log.Place;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Edits and deletions whose process died on the way; and what is left anywhere of a text that is no more. */
class LeftAmendmentIT {
    private OpenStore store;
    private DeadProcess left;
    private Message text;

    @BeforeEach
    void open() throws Exception {
        CassandraSettings settings = TestKeyspace.empty();
        store = OpenStore.open(settings);
        left = new DeadProcess(settings);
        text = stored(OpenStore.message("first secret").annotated(new Annotations(Map.of("note", "text of it"))));
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
            left.close();
        }
    }

    @Test
    void aReaderFinishesAnEditThatWasAccepted() {
        Message edit = left.accepted(OpenStore.amendment(text, Kind.EDIT, "better"));
        assertThat(store.log()).containsExactly(text);

        assertThat(inbox()).extracting(Message::id).containsExactly(text.id(), edit.id());

        assertThat(inbox()).containsExactly(text.amendedBy(edit), edit);
        assertThat(store.log()).containsExactly(text.amendedBy(edit), edit.emptied());
    }

    @Test
    void aReaderEndsAnEditThatWasNotAccepted() {
        left.entered(OpenStore.amendment(text, Kind.EDIT, "never"));

        assertThat(inbox()).containsExactly(text);
        assertThat(store.log()).containsExactly(text);
    }

    @Test
    void aResendFinishesADeletionThatWasAccepted() {
        Message deletion = left.accepted(OpenStore.amendment(text, Kind.DELETE, ""));

        stored(deletion);

        assertThat(store.log()).containsExactly(text.amendedBy(deletion), deletion);
    }

    @Test
    void anEditThatWasAppliedIsFinishedThoughItsDraftIsEmpty() {
        Message edit = left.accepted(OpenStore.amendment(text, Kind.EDIT, "better"));
        await(left.tables().log().amend(new Place(text.id(), OpenStore.CHAT), edit.id(), edit));
        await(left.tables().drafts().empty(edit.id()));

        assertThat(inbox()).hasSize(2);

        assertThat(inbox()).containsExactly(text.amendedBy(edit), edit);
    }

    @Test
    void anEditThatIsFinishedLateBringsNoDeletedTextBack() {
        Message edit = left.accepted(OpenStore.amendment(text, Kind.EDIT, "second secret"));
        Message deletion = stored(OpenStore.amendment(text, Kind.DELETE, ""));

        assertThat(inbox()).containsExactly(text.amendedBy(deletion), edit.emptied(), deletion);

        assertThat(left.rows()).noneMatch(row -> row.contains("text of") || row.contains("second secret"));
    }

    @Test
    void aTextThatIsFinishedAgainStaysDeleted() {
        Message deletion = stored(OpenStore.amendment(text, Kind.DELETE, ""));

        await(left.tables().drafts().put(DeadProcess.draft(text)));
        await(left.tables().finisher().finish(DeadProcess.draft(text)));

        assertThat(store.log()).containsExactly(text.amendedBy(deletion), deletion);
        assertThat(left.rows()).noneMatch(row -> row.contains("text of"));
    }

    /** While nodes are restarted, one of before may change what another has annotated. */
    @Test
    void anEditByTheVersionBeforeLeavesNoAnnotationsOfTheTextBefore() {
        assertThat(store.log()).containsExactly(text);
        Message edit = OpenStore.amendment(text, Kind.EDIT, "better");

        left.execute("UPDATE messages_by_conversation USING TIMESTAMP " + Times.over(edit.id())
                + " SET body = '', mentions = [], amended = {id: " + edit.id()
                + ", deleted: false, body: 'better', mentions: []} WHERE conversation = '" + OpenStore.CHAT
                + "' AND bucket = " + Buckets.LOG.of(text.id().value()) + " AND id = " + text.id());

        assertThat(store.log()).containsExactly(text.amendedBy(edit));
    }

    @Test
    void aDeletedTextIsInNoTable() {
        assertThat(left.rows()).anyMatch(row -> row.contains("text of first secret"));
        stored(OpenStore.amendment(text, Kind.EDIT, "second secret"));
        assertThat(left.rows()).noneMatch(row -> row.contains("text of first secret"));
        assertThat(left.rows()).filteredOn(row -> row.contains("second secret")).hasSize(1);
        stored(OpenStore.amendment(text, Kind.EDIT, "third secret"));
        assertThat(left.rows()).noneMatch(row -> row.contains("second secret"));

        stored(OpenStore.amendment(text, Kind.DELETE, ""));

        assertThat(left.rows()).noneMatch(row -> row.contains("text of") || row.contains("third secret"));
        assertThat(await(store.port().conversations(ANN, Long.MAX_VALUE, 10)))
                .singleElement()
                .matches(Message::isDeleted);
    }

    private Message stored(Message message) {
        assertThat(await(store.append(message))).isEqualTo(new Stored());
        return message;
    }

    private List<Message> inbox() {
        return store.inbox(Cursor.START, System.currentTimeMillis() + 1_000).messages();
    }
}
