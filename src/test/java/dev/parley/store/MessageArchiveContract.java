package dev.parley.store;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.BOB;
import static dev.parley.store.StoreUnderTest.CHAT;
import static dev.parley.store.StoreUnderTest.EVE;
import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.archive.Archive;
import dev.parley.archive.ArchiveInHand;
import dev.parley.archive.RecordFormat;
import dev.parley.model.Annotations;
import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.HybridClock;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.NodeNumber;
import dev.parley.model.UserId;
import dev.parley.store.MessageRecords.InboxEntry;
import dev.parley.store.MessageRecords.KnownRef;
import dev.parley.store.MessageRecords.LastActive;
import dev.parley.store.MessageRecords.Listed;
import dev.parley.store.MessageRecords.MarkAt;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every adapter's archive does: give out what its store keeps, and take it in for its store. */
public interface MessageArchiveContract {
    ConversationId OTHER = ConversationId.direct(ANN, EVE);
    HybridClock IDS = new HybridClock(System::currentTimeMillis);

    /** Opens the store in the one place of the test, which is empty at first. */
    Future<MessageStores> openStore();

    /** Opens the archive of the same place, while the store is closed. */
    Future<Archive> openArchive();

    @Test
    default void givesOutAllThatWasStored() {
        Message first = message(CHAT, ANN, "one", Optional.empty());
        Message second = message(CHAT, BOB, "two", Optional.of(first.id()));
        Message third = message(OTHER, EVE, "one", Optional.empty());
        inStore(store -> {
            append(store, first, ANN, BOB);
            append(store, second, ANN, BOB);
            append(store, third, ANN, EVE);
        });

        Map<String, List<JsonObject>> records = export();
        assertThat(decoded(records, MessageRecords.MESSAGES)).containsExactlyInAnyOrder(first, second, third);
        assertThat(decoded(records, MessageRecords.REFS))
                .containsExactlyInAnyOrder(ref(first), ref(second), ref(third));
        assertThat(decoded(records, MessageRecords.CONVERSATIONS))
                .containsExactlyInAnyOrder(
                        new Listed(ANN, CHAT, second.id()),
                        new Listed(BOB, CHAT, second.id()),
                        new Listed(ANN, OTHER, third.id()),
                        new Listed(EVE, OTHER, third.id()));
        assertThat(decoded(records, MessageRecords.INBOXES))
                .containsExactlyInAnyOrder(
                        entry(ANN, first),
                        entry(BOB, first),
                        entry(ANN, second),
                        entry(BOB, second),
                        entry(ANN, third),
                        entry(EVE, third));
    }

    @Test
    default void givesOutALotPageByPage() {
        inStore(store -> {
            List<Future<AppendOutcome>> appends = IntStream.range(0, 1_500)
                    .mapToObj(i -> message(CHAT, ANN, "ref " + i, Optional.empty()))
                    .map(message -> store.append(message, List.of(ANN, BOB), Long.MAX_VALUE))
                    .toList();
            await(Future.all(appends));
        });

        Map<String, List<JsonObject>> records = export();
        assertThat(records.get("messages")).hasSize(1_500).doesNotHaveDuplicates();
        assertThat(records.get("refs")).hasSize(1_500).doesNotHaveDuplicates();
        assertThat(records.get("inboxes")).hasSize(3_000).doesNotHaveDuplicates();
    }

    @Test
    default void givesOutTextsAsTheyAreByNowAndMarks() {
        Message first = message(CHAT, ANN, "one", Optional.empty());
        Message edit = edit(first);
        Marks marks = new Marks(Optional.of(edit.id()), Optional.of(first.id()));
        inStores(stores -> {
            append(stores.messages(), first, ANN, BOB);
            append(stores.messages(), edit, ANN, BOB);
            await(stores.marks().move(BOB, CHAT, marks));
            await(stores.marks().active(Map.of(BOB, edit.id().at())));
        });

        Map<String, List<JsonObject>> records = export();
        assertThat(decoded(records, MessageRecords.MESSAGES))
                .containsExactlyInAnyOrder(first.amendedBy(edit), edit.emptied());
        assertThat(decoded(records, MessageRecords.MARKS)).containsExactlyInAnyOrderElementsOf(each(marks));
        assertThat(decoded(records, MessageRecords.ACTIVE))
                .containsExactly(new LastActive(BOB, edit.id().at()));
    }

    @Test
    default void takesInTextsAsTheyAreByNowAndMarks() {
        Message first = message(CHAT, ANN, "one", Optional.empty());
        Message edit = edit(first);
        Message now = first.amendedBy(edit);
        Marks marks = new Marks(Optional.of(edit.id()), Optional.of(first.id()));
        try (ArchiveInHand archive = new ArchiveInHand(openArchive())) {
            archive.begin("export");
            archive.write(Map.of(
                    "refs", encoded(MessageRecords.REFS, List.of(ref(now), ref(edit))),
                    "messages", encoded(MessageRecords.MESSAGES, List.of(now, edit.emptied())),
                    "inboxes", encoded(MessageRecords.INBOXES, List.of(entry(BOB, now), entry(BOB, edit))),
                    "marks", encoded(MessageRecords.MARKS, each(marks)),
                    "active",
                            encoded(
                                    MessageRecords.ACTIVE,
                                    List.of(new LastActive(BOB, edit.id().at())))));
            archive.end();
        }

        inStores(stores -> {
            assertThat(await(stores.messages().from(CHAT, 0, 10))).startsWith(now);
            assertThat(inbox(stores.messages(), BOB, Cursor.START)).containsExactly(now, edit.showing(now));
            assertThat(await(stores.marks().of(CHAT))).containsExactly(Map.entry(BOB, marks));
            assertThat(await(stores.marks().lastActive(Set.of(ANN, BOB))))
                    .containsExactly(Map.entry(BOB, edit.id().at()));
        });
    }

    @Test
    default void takesInWhatItsStoreThenHas() {
        Message first = message(CHAT, ANN, "one", Optional.empty());
        Message second = message(CHAT, BOB, "two", Optional.of(first.id()));
        takeIn(first, second);

        inStore(store -> {
            assertThat(await(store.from(CHAT, 0, 10))).containsExactly(first, second);
            assertThat(inbox(store, BOB, Cursor.START)).containsExactly(first, second);
            assertThat(inbox(store, BOB, Cursor.at(first.id().value()))).containsExactly(second);
            assertThat(await(store.conversations(ANN, Long.MAX_VALUE, 10))).containsExactly(second);
            assertThat(await(store.highest()).orElseThrow()).isGreaterThanOrEqualTo(second.id());
            Message again = message(CHAT, ANN, "one", Optional.empty());
            assertThat(append(store, again, ANN, BOB)).isEqualTo(new AppendOutcome.Known(first.id(), CHAT));
        });
    }

    @Test
    default void changesNothingWhenItTakesTheSameInAgain() {
        Message first = message(CHAT, ANN, "one", Optional.empty());
        Message second = message(CHAT, BOB, "two", Optional.of(first.id()));
        takeIn(first, second);
        Map<String, List<JsonObject>> once = export();
        try (ArchiveInHand archive = new ArchiveInHand(openArchive())) {
            archive.write(records(first, second));
        }

        assertThat(export())
                .usingRecursiveComparison()
                .ignoringCollectionOrder()
                .isEqualTo(once);
    }

    @Test
    default void isNoStoreWhileAnImportIsNotFinished() {
        Message message = message(CHAT, ANN, "one", Optional.empty());
        try (ArchiveInHand archive = new ArchiveInHand(openArchive())) {
            assertThat(archive.takes("this")).isTrue();
            archive.begin("this");
            archive.write(records(message, message));
        }
        assertThatThrownBy(() -> await(openStore())).hasMessageContaining("is not finished");

        try (ArchiveInHand archive = new ArchiveInHand(openArchive())) {
            assertThatThrownBy(() -> archive.takes("that")).satisfies(MessageArchiveContract::isRefused);
            assertThat(archive.takes("this")).isTrue();
            archive.begin("this");
            archive.write(records(message, message));
            archive.end();
            assertThat(archive.takes("this")).isFalse();
        }
        inStore(store -> assertThat(await(store.from(CHAT, 0, 10))).containsExactly(message));
    }

    @Test
    default void takesNothingIntoAStoreThatHoldsSomething() {
        inStore(store -> append(store, message(CHAT, ANN, "one", Optional.empty()), ANN, BOB));

        try (ArchiveInHand archive = new ArchiveInHand(openArchive())) {
            assertThatThrownBy(() -> archive.takes("this")).satisfies(MessageArchiveContract::isRefused);
        }
        inStore(store -> assertThat(await(store.from(CHAT, 0, 10))).hasSize(1));
    }

    private static void isRefused(Throwable cause) {
        assertThat(((Failure) cause).code()).isEqualTo(FailureCode.INVALID);
    }

    private void inStore(Consumer<MessageStore> use) {
        inStores(stores -> use.accept(stores.messages()));
    }

    private void inStores(Consumer<MessageStores> use) {
        MessageStores stores = await(openStore());
        try {
            use.accept(stores);
        } finally {
            await(stores.close());
        }
    }

    private Map<String, List<JsonObject>> export() {
        try (ArchiveInHand archive = new ArchiveInHand(openArchive())) {
            return archive.read();
        }
    }

    private void takeIn(Message first, Message second) {
        try (ArchiveInHand archive = new ArchiveInHand(openArchive())) {
            archive.begin("export");
            archive.write(records(first, second));
            archive.end();
        }
    }

    /** The records of a chat of two messages. */
    private static Map<String, List<JsonObject>> records(Message first, Message second) {
        List<Message> both = Stream.of(first, second).distinct().toList();
        List<Listed> listed = List.of(new Listed(ANN, CHAT, second.id()), new Listed(BOB, CHAT, second.id()));
        List<InboxEntry> entries = both.stream()
                .flatMap(message -> Stream.of(entry(ANN, message), entry(BOB, message)))
                .toList();
        List<KnownRef> refs = both.stream().map(MessageArchiveContract::ref).toList();
        return Map.of(
                "refs", encoded(MessageRecords.REFS, refs),
                "messages", encoded(MessageRecords.MESSAGES, both),
                "conversations", encoded(MessageRecords.CONVERSATIONS, listed),
                "inboxes", encoded(MessageRecords.INBOXES, entries));
    }

    private static List<Message> inbox(MessageStore store, UserId user, Cursor after) {
        return await(store.inbox(user, Optional.of(after), 10, System.currentTimeMillis()))
                .messages();
    }

    private static AppendOutcome append(MessageStore store, Message message, UserId... members) {
        return await(store.append(message, List.of(members), Long.MAX_VALUE));
    }

    private static Message message(ConversationId conversation, UserId from, String ref, Optional<MessageId> replyTo) {
        MessageId id = IDS.next(new NodeNumber(1));
        return new Message(
                        id,
                        conversation,
                        from,
                        Message.Kind.TEXT,
                        ref,
                        "\u201eso\u201c \uD83D\uDE80 " + ref,
                        replyTo,
                        List.of(ANN))
                .annotated(new Annotations(Map.of("ref", ref, "also", "\uD83D\uDE80")));
    }

    private static Message edit(Message target) {
        return new Message(
                        IDS.next(new NodeNumber(1)),
                        target.conversation(),
                        target.from(),
                        Message.Kind.EDIT,
                        "edit " + target.ref(),
                        "better",
                        Optional.empty(),
                        List.of(),
                        Optional.of(target.id().value()),
                        Optional.empty())
                .annotated(new Annotations(Map.of("edited", "yes")));
    }

    private static List<MarkAt> each(Marks marks) {
        return List.of(
                new MarkAt(BOB, CHAT, new Marks(marks.delivered(), Optional.empty())),
                new MarkAt(BOB, CHAT, new Marks(Optional.empty(), marks.read())));
    }

    private static KnownRef ref(Message message) {
        return new KnownRef(message.from(), message.ref(), message.id(), message.conversation());
    }

    private static InboxEntry entry(UserId user, Message message) {
        return new InboxEntry(user, message.id(), message.conversation());
    }

    private static <T> List<JsonObject> encoded(RecordFormat<T> format, List<T> records) {
        return records.stream().map(format.encode()).toList();
    }

    private static <T> List<T> decoded(Map<String, List<JsonObject>> records, RecordFormat<T> format) {
        return records.get(format.name()).stream().map(format.decode()).toList();
    }
}
