package dev.parley.persistence;

import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.Endpoint;
import dev.parley.bus.MembershipService.Window;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.Append;
import dev.parley.bus.PersistenceService.Appended;
import dev.parley.bus.PersistenceService.Appended.Known;
import dev.parley.bus.PersistenceService.Appended.OutOfTime;
import dev.parley.bus.PersistenceService.Appended.Stored;
import dev.parley.bus.PersistenceService.ConversationPage;
import dev.parley.bus.PersistenceService.Conversations;
import dev.parley.bus.PersistenceService.History;
import dev.parley.bus.PersistenceService.HistoryPage;
import dev.parley.bus.PersistenceService.OfConversation;
import dev.parley.bus.PersistenceService.Place;
import dev.parley.bus.PersistenceService.Sync;
import dev.parley.bus.PersistenceService.SyncPage;
import dev.parley.model.Content;
import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.InboxLife;
import dev.parley.store.rocks.RocksStores;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verticle over a real store, with a wall clock that the test sets. */
class PersistenceVerticleTest {
    private static final UserId ANN = new UserId(1);
    private static final UserId BOB = new UserId(2);
    private static final ConversationId CHAT = ConversationId.direct(ANN, BOB);
    private static final long START = MessageId.EPOCH_MILLIS + 100_000_000;

    private static final InboxLife LIFE = new InboxLife(Duration.ofDays(30));

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final AtomicLong wall = new AtomicLong(START);
    private String deployment;

    @BeforeEach
    void deploy() {
        deployment = await(vertx.deployVerticle(new PersistenceVerticle(
                bus, (vertx, clock) -> RocksStores.open(vertx, folder, LIFE, clock), LIFE, wall::get)));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void storesWhatIsInTime() {
        List<Message> inTime = List.of(message(START - 5_000), message(START), message(START + 10_000));

        inTime.forEach(message -> assertThat(append(message)).isEqualTo(new Stored()));

        assertThat(sync(Cursor.START).messages()).isEqualTo(inTime);
    }

    @Test
    void refusesAnIdOlderThanHalfTheHorizon() {
        assertThat(append(message(START - 5_001))).isEqualTo(new OutOfTime(START));
        assertThat(sync(Cursor.START).messages()).isEmpty();
    }

    @Test
    void refusesAnIdFurtherAheadThanTheHorizon() {
        assertThat(append(message(START + 10_001))).isEqualTo(new OutOfTime(START));
        assertThat(sync(Cursor.START).messages()).isEmpty();
    }

    @Test
    void answersAResendOfAStoredMessageThoughItsIdIsOutOfTime() {
        Message stored = message(START);
        Message again = message(START + 1, stored.ref());
        append(stored);
        wall.addAndGet(3_600_000);

        assertThat(append(stored)).isEqualTo(new Stored());
        assertThat(append(again)).isEqualTo(new Known(stored.id(), CHAT));
    }

    @Test
    void saysWhetherAMessageIsKnownAndStoresNothing() {
        Message stored = message(START);
        append(stored);

        assertThat(known(stored)).isEqualTo(new Stored());
        assertThat(known(message(START + 1, stored.ref()))).isEqualTo(new Known(stored.id(), CHAT));
        assertThat(known(message(START + 2))).isInstanceOf(OutOfTime.class);
        assertThat(sync(Cursor.START).messages()).containsExactly(stored);
    }

    private Appended known(Message message) {
        return await(bus.request(PersistenceService.KNOWN, new Append(message, List.of(message.from()))));
    }

    @Test
    void standsStillWhenTheWallClockIsSetBack() {
        wall.set(START + 60_000);
        Cursor cursor = sync(Cursor.START).next();
        wall.set(START);

        assertThat(append(message(START))).isEqualTo(new OutOfTime(START + 60_000));
        assertThat(append(message(START + 60_000))).isEqualTo(new Stored());

        assertThat(sync(cursor).messages()).hasSize(1);
    }

    @Test
    void startsNoEarlierThanTheNewestMessage() {
        append(message(START + 9_000));
        await(vertx.undeploy(deployment));
        wall.set(START - 3_600_000);
        deploy();

        assertThat(append(message(START - 3_600_000))).isEqualTo(new OutOfTime(START + 9_000));
        assertThat(append(message(START + 8_000))).isEqualTo(new Stored());
    }

    @Test
    void givesCursorsThatStayBehindTheHorizon() {
        append(message(START));

        SyncPage page = sync(Cursor.START);

        assertThat(page.next()).isEqualTo(Cursor.at(MessageId.lastBefore(START - 12_000)));
        assertThat(page.more()).isFalse();
        assertThat(ask(PersistenceService.SYNC, new Sync(BOB, Optional.empty(), 10)))
                .isEqualTo(new SyncPage(List.of(), page.next(), false, false));
    }

    @Test
    void cutsHistoryAtEveryPlace() {
        List<Message> log =
                IntStream.range(0, 6).mapToObj(i -> message(START + i)).toList();
        log.forEach(this::append);
        long third = log.get(2).id().value();

        assertThat(history(new Place.Latest(), 2)).isEqualTo(new HistoryPage(log.subList(4, 6), true, false));
        assertThat(history(new Place.Latest(), 6)).isEqualTo(new HistoryPage(log, false, false));
        assertThat(history(new Place.Before(third), 1)).isEqualTo(new HistoryPage(log.subList(1, 2), true, true));
        assertThat(history(new Place.Before(third), 2)).isEqualTo(new HistoryPage(log.subList(0, 2), false, true));
        assertThat(history(new Place.After(third), 2)).isEqualTo(new HistoryPage(log.subList(3, 5), true, true));
        assertThat(history(new Place.After(third), 3)).isEqualTo(new HistoryPage(log.subList(3, 6), true, false));
        assertThat(history(new Place.Around(third), 2)).isEqualTo(new HistoryPage(log.subList(1, 3), true, true));
        assertThat(history(new Place.Around(third), 1)).isEqualTo(new HistoryPage(log.subList(2, 3), true, true));
        assertThat(history(new Place.Around(third), 200)).isEqualTo(new HistoryPage(log, false, false));
    }

    @Test
    void cutsHistoryBeyondItsEnds() {
        Message only = message(START);
        append(only);
        long id = only.id().value();

        assertThat(history(new Place.Before(id), 5)).isEqualTo(new HistoryPage(List.of(), false, true));
        assertThat(history(new Place.After(id), 5)).isEqualTo(new HistoryPage(List.of(), true, false));
        assertThat(history(new Place.After(Long.MAX_VALUE), 5)).isEqualTo(new HistoryPage(List.of(), true, false));
        assertThat(history(new Place.Around(id + 1), 1)).isEqualTo(new HistoryPage(List.of(), true, false));
        assertThat(history(new Place.After(0), 5)).isEqualTo(new HistoryPage(List.of(only), false, false));
    }

    @Test
    void cutsHistoryToTheWindowsOfTheReader() {
        List<Message> log =
                IntStream.range(0, 10).mapToObj(i -> message(START + i)).toList();
        log.forEach(this::append);
        List<Window> windows = List.of(window(log, 1, 3), window(log, 7, 9));
        long inTheGap = log.get(5).id().value();

        assertThat(history(new Place.Latest(), 3, windows))
                .isEqualTo(new HistoryPage(List.of(log.get(2), log.get(7), log.get(8)), true, false));
        assertThat(history(new Place.Latest(), 4, windows))
                .isEqualTo(new HistoryPage(List.of(log.get(1), log.get(2), log.get(7), log.get(8)), false, false));
        assertThat(history(new Place.Around(inTheGap), 2, windows))
                .isEqualTo(new HistoryPage(List.of(log.get(2), log.get(7)), true, true));
        assertThat(history(new Place.Before(inTheGap), 1, windows))
                .isEqualTo(new HistoryPage(log.subList(2, 3), true, true));
        assertThat(history(new Place.After(inTheGap), 5, windows))
                .isEqualTo(new HistoryPage(log.subList(7, 9), true, false));
        assertThat(history(new Place.Around(log.get(0).id().value()), 10, windows))
                .isEqualTo(new HistoryPage(List.of(log.get(1), log.get(2), log.get(7), log.get(8)), false, false));
        assertThat(history(new Place.Latest(), 3, List.of())).isEqualTo(new HistoryPage(List.of(), false, false));
    }

    @Test
    void pagesThroughConversations() {
        List<Message> newestFirst = Stream.of(9, 8, 7)
                .map(other -> new Message(
                        message(START + other).id(),
                        ConversationId.direct(ANN, new UserId(other)),
                        ANN,
                        Message.Kind.TEXT,
                        "to " + other,
                        "hi",
                        Optional.empty(),
                        List.of()))
                .toList();
        newestFirst.forEach(this::append);

        assertThat(conversations(Optional.empty(), 2)).isEqualTo(new ConversationPage(newestFirst.subList(0, 2), true));
        assertThat(conversations(Optional.of(newestFirst.get(1).id()), 2))
                .isEqualTo(new ConversationPage(newestFirst.subList(2, 3), false));
        assertThat(conversations(Optional.of(newestFirst.get(2).id()), 2))
                .isEqualTo(new ConversationPage(List.of(), false));
    }

    @Test
    void aLogEndsWithItsLastEntryThoughThatOnlyChangesAnother() {
        assertThat(logEnd()).isEmpty();
        Message text = message(START + 1);
        append(text);
        assertThat(logEnd()).contains(text.id());
        Message edit = Message.of(
                message(START + 2).id(),
                CHAT,
                ANN,
                new Content("edit", Message.Kind.EDIT, "changed", Optional.empty(), List.of(), Optional.of(text.id())));
        append(edit);
        assertThat(history(new Place.Latest(), 1).messages())
                .extracting(Message::id)
                .containsExactly(text.id());
        assertThat(logEnd()).contains(edit.id());
    }

    @Test
    void refusesLimitsThatAskForNothingOrTooMuch() {
        assertInvalid(PersistenceService.SYNC, new Sync(BOB, Optional.empty(), 0));
        assertInvalid(PersistenceService.SYNC, new Sync(BOB, Optional.empty(), 1_001));
        assertInvalid(PersistenceService.HISTORY, new History(CHAT, new Place.Latest(), 201, List.of(Window.ALL)));
        assertInvalid(PersistenceService.HISTORY, new History(CHAT, new Place.Latest(), -1, List.of(Window.ALL)));
        assertInvalid(
                PersistenceService.HISTORY,
                new History(CHAT, new Place.Latest(), 1, Collections.nCopies(1_001, Window.ALL)));
        assertInvalid(PersistenceService.CONVERSATIONS, new Conversations(ANN, Optional.empty(), 201));
        assertInvalid(PersistenceService.APPEND, new Append(message(START), List.of()));
    }

    @Test
    void answersPingUntilItStops() {
        assertThat(ask(PersistenceService.PING, Done.DONE)).isEqualTo(Done.DONE);

        await(vertx.undeploy(deployment));

        assertFailure(PersistenceService.PING, Done.DONE, FailureCode.UNAVAILABLE);
    }

    @Test
    void letsGoOfTheStoreWhenItStops() {
        await(vertx.undeploy(deployment));

        assertThatCode(this::deploy).doesNotThrowAnyException();
    }

    private Message message(long idMillis) {
        return message(idMillis, "ref at " + idMillis);
    }

    private Message message(long idMillis, String ref) {
        MessageId id = new MessageId(MessageId.lastBefore(idMillis) + 1);
        return new Message(id, CHAT, ANN, Message.Kind.TEXT, ref, "hello", Optional.empty(), List.of());
    }

    private Appended append(Message message) {
        return ask(PersistenceService.APPEND, new Append(message, List.of(ANN, BOB)));
    }

    private Optional<MessageId> logEnd() {
        return ask(PersistenceService.LOG_END, new OfConversation(CHAT)).last();
    }

    private SyncPage sync(Cursor after) {
        return ask(PersistenceService.SYNC, new Sync(BOB, Optional.of(after), 10));
    }

    private HistoryPage history(Place place, int limit) {
        return ask(PersistenceService.HISTORY, new History(CHAT, place, limit, List.of(Window.ALL)));
    }

    private HistoryPage history(Place place, int limit, List<Window> windows) {
        return ask(PersistenceService.HISTORY, new History(CHAT, place, limit, windows));
    }

    private static Window window(List<Message> log, int from, int to) {
        return new Window(log.get(from).id().value(), log.get(to).id().value());
    }

    private ConversationPage conversations(Optional<MessageId> before, int limit) {
        return ask(PersistenceService.CONVERSATIONS, new Conversations(ANN, before, limit));
    }

    private <Q, R> R ask(Endpoint<Q, R> endpoint, Q question) {
        return await(bus.request(endpoint, question));
    }

    private <Q, R> void assertInvalid(Endpoint<Q, R> endpoint, Q question) {
        assertFailure(endpoint, question, FailureCode.INVALID);
    }

    private <Q, R> void assertFailure(Endpoint<Q, R> endpoint, Q question, FailureCode code) {
        assertThatThrownBy(() -> ask(endpoint, question))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
