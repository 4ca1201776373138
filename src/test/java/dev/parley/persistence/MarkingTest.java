package dev.parley.persistence;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.BOB;
import static dev.parley.store.StoreUnderTest.CHAT;
import static dev.parley.store.StoreUnderTest.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.Done;
import dev.parley.bus.Endpoint;
import dev.parley.bus.MembershipService.Window;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.Active;
import dev.parley.bus.PersistenceService.CountUnread;
import dev.parley.bus.PersistenceService.Mark;
import dev.parley.bus.PersistenceService.Marked;
import dev.parley.bus.PersistenceService.Marks;
import dev.parley.bus.PersistenceService.OfConversation;
import dev.parley.bus.PersistenceService.OfUsers;
import dev.parley.bus.PersistenceService.Seen;
import dev.parley.bus.PersistenceService.Unread;
import dev.parley.bus.PersistenceService.UnreadCount;
import dev.parley.bus.PersistenceService.Visible;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.StoreUnderTest;
import dev.parley.store.rocks.RocksStores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marks, counts and last activity, as others ask for them. */
class MarkingTest {
    private static final ConversationId ELSEWHERE = ConversationId.direct(BOB, EVE);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");

    @TempDir
    private Path folder;

    private ServedStore store;

    @BeforeEach
    void serve() {
        store = new ServedStore((vertx, clock) -> RocksStores.open(vertx, folder, StoreUnderTest.LIFE, clock));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void movesMarksAndTellsThoseOfEverybody() {
        Mark bobs = new Mark(BOB, CHAT, id(9), id(8));
        Mark anns = new Mark(ANN, CHAT, id(7), Optional.empty());

        assertThat(store.ask(PersistenceService.MARK, bobs)).isEqualTo(new Marked(id(9), id(8)));
        assertThat(store.ask(PersistenceService.MARK, anns)).isEqualTo(new Marked(id(7), Optional.empty()));
        assertThat(store.ask(PersistenceService.MARK, new Mark(BOB, CHAT, id(8), id(9))))
                .isEqualTo(new Marked(Optional.empty(), id(9)));

        Marks marks = store.ask(PersistenceService.MARKS, new OfConversation(CHAT));
        assertThat(marks.marks()).containsExactlyInAnyOrder(anns, new Mark(BOB, CHAT, id(9), id(9)));
        assertThat(store.ask(PersistenceService.MARKS, new OfConversation(ELSEWHERE))
                        .marks())
                .isEmpty();
    }

    @Test
    void countsWhatIsPastTheReadMarkInTheOrderThatWasAskedFor() {
        List<Message> sent = IntStream.range(0, 5).mapToObj(i -> store.stored()).toList();
        Optional<MessageId> third = Optional.of(sent.get(2).id());
        store.ask(PersistenceService.MARK, new Mark(BOB, CHAT, Optional.empty(), third));

        Unread unread = store.ask(
                PersistenceService.UNREAD,
                new CountUnread(BOB, List.of(visible(ELSEWHERE), visible(CHAT), visible(ELSEWHERE))));

        assertThat(unread.counts())
                .containsExactly(
                        new UnreadCount(ELSEWHERE, Optional.empty(), 0),
                        new UnreadCount(CHAT, third, 2),
                        new UnreadCount(ELSEWHERE, Optional.empty(), 0));
        assertThat(store.ask(PersistenceService.UNREAD, new CountUnread(EVE, List.of(visible(CHAT))))
                        .counts())
                .containsExactly(new UnreadCount(CHAT, Optional.empty(), 5));
        assertThat(store.ask(PersistenceService.UNREAD, new CountUnread(BOB, List.of()))
                        .counts())
                .isEmpty();
    }

    @Test
    void countsWithinWindows() {
        List<Message> sent =
                IntStream.range(0, 10).mapToObj(i -> store.stored()).toList();
        Window early = window(sent, 1, 4);
        Window late = window(sent, 6, 8);

        assertThat(count(early, late)).isEqualTo(5);
        read(sent.get(2));
        assertThat(count(early, late)).isEqualTo(3);
        read(sent.get(5));
        assertThat(count(early, late)).isEqualTo(2);
        read(sent.get(9));
        assertThat(count(early, late)).isZero();
        assertThat(count()).isZero();
    }

    @Test
    void countsAThousandAtMostOverAllWindows() {
        List<Message> sent =
                IntStream.range(0, 1_010).mapToObj(i -> store.stored()).toList();

        assertThat(count(Window.ALL)).isEqualTo(PersistenceService.MOST_UNREAD);
        assertThat(count(window(sent, 0, 5), window(sent, 7, 1_009))).isEqualTo(PersistenceService.MOST_UNREAD);
    }

    @Test
    void keepsTheLatestTimeOfActivity() {
        Active told =
                new Active(List.of(new Seen(ANN, NOON), new Seen(ANN, NOON.minusSeconds(5)), new Seen(BOB, NOON)));

        assertThat(store.ask(PersistenceService.ACTIVE, told)).isEqualTo(Done.DONE);
        store.ask(PersistenceService.ACTIVE, new Active(List.of(new Seen(BOB, NOON.minusMillis(1)))));

        assertThat(store.ask(PersistenceService.LAST_ACTIVE, new OfUsers(Set.of(ANN, BOB, EVE)))
                        .seen())
                .containsExactlyInAnyOrder(new Seen(ANN, NOON), new Seen(BOB, NOON));
        assertThat(store.ask(PersistenceService.LAST_ACTIVE, new OfUsers(Set.of()))
                        .seen())
                .isEmpty();
    }

    @Test
    void refusesTooMuchAtOnce() {
        assertInvalid(PersistenceService.UNREAD, new CountUnread(BOB, Collections.nCopies(201, visible(CHAT))));
        assertInvalid(
                PersistenceService.UNREAD,
                new CountUnread(BOB, List.of(new Visible(CHAT, Collections.nCopies(1_001, Window.ALL)))));
        assertInvalid(PersistenceService.ACTIVE, new Active(Collections.nCopies(1_001, new Seen(ANN, NOON))));
        assertInvalid(
                PersistenceService.LAST_ACTIVE,
                new OfUsers(
                        LongStream.rangeClosed(1, 1_001).mapToObj(UserId::new).collect(Collectors.toSet())));
    }

    private <Q, R> void assertInvalid(Endpoint<Q, R> endpoint, Q question) {
        assertThatThrownBy(() -> store.ask(endpoint, question))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.INVALID));
    }

    private void read(Message message) {
        store.ask(PersistenceService.MARK, new Mark(BOB, CHAT, Optional.empty(), Optional.of(message.id())));
    }

    private int count(Window... windows) {
        Visible visible = new Visible(CHAT, List.of(windows));
        return store.ask(PersistenceService.UNREAD, new CountUnread(BOB, List.of(visible)))
                .counts()
                .get(0)
                .unread();
    }

    private static Visible visible(ConversationId conversation) {
        return new Visible(conversation, List.of(Window.ALL));
    }

    private static Window window(List<Message> sent, int from, int to) {
        return new Window(sent.get(from).id().value(), sent.get(to).id().value());
    }

    private static Optional<MessageId> id(long value) {
        return Optional.of(new MessageId(value));
    }
}
