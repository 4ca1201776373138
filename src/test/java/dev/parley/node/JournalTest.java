package dev.parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Order;
import dev.parley.model.ConversationId;
import dev.parley.model.GroupId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was handed over right before this process was killed is known to the next. */
class JournalTest {
    private static final UserId ANN = new UserId(41);
    private static final UserId BOB = new UserId(42);
    private static final ConversationId CHAT = ConversationId.direct(ANN, BOB);
    private static final ConversationId GROUP = new ConversationId.Group(new GroupId(7));

    @TempDir
    private Path folder;

    private final List<Journal> opened = new ArrayList<>();

    private Journal open(String name) throws IOException {
        Journal journal = Journal.in(folder.resolve(name));
        opened.add(journal);
        return journal;
    }

    @AfterEach
    void close() throws IOException {
        for (Journal journal : opened) {
            journal.close();
        }
    }

    @Test
    void theNextProcessKnowsWhatWasNotedOfLate() throws IOException {
        Journal journal = open("first");
        journal.note(message(1_001, CHAT, ANN), BOB);
        journal.tick();
        journal.note(message(1_002, GROUP, BOB), ANN);
        journal.tick();
        journal.tick();
        journal.tick();
        journal.note(message(1_003, CHAT, BOB), ANN);
        Journal next = next("first", "second");
        assertThat(next.left()).containsExactlyInAnyOrder(order(1_002, GROUP, BOB, ANN), order(1_003, CHAT, BOB, ANN));
        next.note(message(1_004, CHAT, BOB), ANN);
        for (int i = 0; i < 10; i++) {
            next.tick();
        }
        assertThat(next("second", "third").left()).hasSize(2);
        next.strikeLeft();
        assertThat(next("second", "fourth").left()).isEmpty();
    }

    /** With the notes as they are, while the process before it has them open. */
    private Journal next(String before, String after) throws IOException {
        Files.createDirectories(folder.resolve(after));
        Files.copy(file(before), file(after));
        return open(after);
    }

    private Path file(String name) {
        return folder.resolve(name).resolve("handed-over-0");
    }

    private static Message message(long id, ConversationId conversation, UserId from) {
        return new Message(
                new MessageId(id), conversation, from, Message.Kind.TEXT, "ref", "text", Optional.empty(), List.of());
    }

    private static Order order(long id, ConversationId conversation, UserId from, UserId user) {
        return new Order(new MessageId(id), conversation, from, Set.of(user), PushService.ACKNOWLEDGED_WITHIN);
    }

    @Test
    void notesNothingWithoutRoomUntilSomethingIsStruckOut() throws IOException {
        Journal journal = open("first");
        for (int i = 1; i <= Journal.MOST + 5; i++) {
            journal.note(message(i, CHAT, ANN), BOB);
        }
        assertThat(next("first", "second").left()).hasSize(Journal.MOST);
        for (int i = 0; i < 4; i++) {
            journal.tick();
        }
        journal.note(message(7, CHAT, ANN), BOB);
        assertThat(next("first", "third").left()).containsExactly(order(7, CHAT, ANN, BOB));
        Journal.none().note(message(7, CHAT, ANN), BOB);
        assertThat(Journal.none().left()).isEmpty();
    }

    @Test
    void leavesOutWhatIsDamaged() throws IOException {
        Journal journal = open("first");
        journal.note(message(1_001, CHAT, ANN), BOB);
        journal.note(message(1_002, CHAT, ANN), BOB);
        try (FileChannel file = FileChannel.open(file("first"), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(Long.BYTES), Long.BYTES);
        }
        assertThat(next("first", "second").left()).containsExactly(order(1_002, CHAT, ANN, BOB));
    }
}
