package dev.parley.persistence;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.BOB;
import static dev.parley.store.StoreUnderTest.CHAT;
import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.MembershipService.Window;
import dev.parley.model.Message;
import dev.parley.model.Message.Kind;
import dev.parley.model.MessageId;
import dev.parley.store.MessageStore;
import dev.parley.store.StoreUnderTest;
import dev.parley.store.rocks.RocksStores;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a log somebody sees who was in the conversation for parts of it. */
class VisibleLogTest {
    private static final long END = Long.MAX_VALUE;

    @TempDir
    private Path folder;

    private final List<Message> log = new ArrayList<>();
    private StoreUnderTest store;

    @BeforeEach
    void open() {
        store = new StoreUnderTest((vertx, clock) -> RocksStores.open(vertx, folder, StoreUnderTest.LIFE, clock));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void readsThroughSeveralWindows() {
        texts(20);
        VisibleLog visible = visible(window(2, 5), window(8, 9), window(12, 15), new Window(id(18), END));
        List<Message> seen = at(2, 3, 4, 8, 12, 13, 14, 18, 19);

        assertThat(await(visible.from(0, 100))).isEqualTo(seen);
        assertThat(await(visible.before(END, 100))).isEqualTo(reversed(seen));
        assertThat(await(visible.from(id(4), 3))).isEqualTo(at(4, 8, 12));
        assertThat(await(visible.before(id(13), 3))).isEqualTo(at(12, 8, 4));
    }

    @Test
    void seesNothingOutsideOfItsWindows() {
        texts(6);
        VisibleLog visible = visible(window(2, 4));

        assertThat(await(visible.before(id(2), 10))).isEmpty();
        assertThat(await(visible.from(id(4), 10))).isEmpty();
        assertThat(await(visible().before(END, 10))).isEmpty();
        assertThat(await(visible().from(0, 10))).isEmpty();
    }

    @Test
    void goesOnFromAPlaceInAGap() {
        texts(12);
        VisibleLog visible = visible(window(1, 3), window(9, 11));

        assertThat(await(visible.before(id(6), 10))).isEqualTo(at(2, 1));
        assertThat(await(visible.from(id(6), 10))).isEqualTo(at(9, 10));
    }

    @Test
    void passesWindowsThatHoldNothing() {
        texts(3);
        VisibleLog visible = visible(
                new Window(1, 5),
                new Window(10, 20),
                window(1, 2),
                new Window(id(2) + 1, id(2) + 9),
                new Window(END - 9, END));

        assertThat(await(visible.from(0, 10))).isEqualTo(at(1));
        assertThat(await(visible.before(END, 10))).isEqualTo(at(1));
    }

    @Test
    void readsOnWhenAPageEndsEarly() {
        String big = "\uD83D\uDE80".repeat(100_000);
        IntStream.range(0, 25).forEach(i -> add(Kind.TEXT, big));
        assertThat(await(store.port().from(CHAT, 0, 25))).hasSizeLessThan(25);

        assertThat(await(visible(Window.ALL).from(0, 25))).isEqualTo(log);
        assertThat(await(visible(Window.ALL).before(END, 24))).isEqualTo(reversed(log.subList(1, 25)));
    }

    @Test
    void passesALongRowOfAmendmentsInAFewReads() {
        texts(1);
        IntStream.range(0, 2_000).forEach(i -> add(Kind.DELETE, ""));
        texts(1);
        Message first = log.get(0);
        Message last = log.get(log.size() - 1);
        AtomicInteger reads = new AtomicInteger();
        VisibleLog visible = new VisibleLog(counting(reads), CHAT, List.of(Window.ALL));

        assertThat(await(visible.before(last.id().value(), 1)))
                .extracting(Message::id)
                .containsExactly(first.id());
        assertThat(await(visible.from(first.id().value() + 1, 1))).containsExactly(last);

        assertThat(reads).hasValueLessThan(50);
    }

    @Test
    void readsAsAFilterWouldWhateverTheLogAndTheWindows() {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            IntStream.range(0, 60).forEach(i -> add(random.nextInt(3) == 0 ? Kind.MEMBERSHIP : kind(random), "x"));
            for (int i = 0; i < 100; i++) {
                assertReadsAsAFilterWould(windows(random), random.nextInt(log.size()), 1 + random.nextInt(15), seed);
            }
        }
    }

    private void assertReadsAsAFilterWould(List<Window> windows, int place, int limit, long seed) {
        VisibleLog visible = new VisibleLog(store.port(), CHAT, windows);
        List<Message> seen = log.stream()
                .filter(message -> !message.kind().amends())
                .filter(message -> windows.stream().anyMatch(window -> window.contains(message.id())))
                .toList();
        long id = id(place);
        List<Message> after = seen.stream()
                .filter(message -> message.id().value() >= id)
                .limit(limit)
                .toList();
        List<Message> before = reversed(seen).stream()
                .filter(message -> message.id().value() < id)
                .limit(limit)
                .toList();

        assertThat(await(visible.from(id, limit))).as("seed %d", seed).isEqualTo(after);
        assertThat(await(visible.before(id, limit))).as("seed %d", seed).isEqualTo(before);
    }

    private List<Window> windows(Random random) {
        List<Long> cuts = random.longs(6, 0, log.size())
                .mapToObj(place -> id((int) place) + random.nextInt(2))
                .sorted()
                .toList();
        return Stream.of(0, 2, 4)
                .map(i -> new Window(cuts.get(i), cuts.get(i + 1)))
                .filter(window -> window.from() < window.to())
                .toList();
    }

    private static Kind kind(Random random) {
        return List.of(Kind.TEXT, Kind.EDIT, Kind.DELETE).get(random.nextInt(3));
    }

    private MessageStore counting(AtomicInteger reads) {
        return (MessageStore) Proxy.newProxyInstance(
                MessageStore.class.getClassLoader(),
                new Class<?>[] {MessageStore.class},
                (proxy, method, arguments) -> {
                    reads.incrementAndGet();
                    return method.invoke(store.port(), arguments);
                });
    }

    private VisibleLog visible(Window... windows) {
        return new VisibleLog(store.port(), CHAT, List.of(windows));
    }

    /** From one place in the log to another, itself not included. */
    private Window window(int from, int to) {
        return new Window(id(from), id(to));
    }

    private long id(int place) {
        return log.get(place).id().value();
    }

    private List<Message> at(Integer... places) {
        return Stream.of(places).map(log::get).toList();
    }

    private void texts(int count) {
        IntStream.range(0, count).forEach(i -> add(Kind.TEXT, "text"));
    }

    /** Adds an entry; one that amends, amends what is not there. */
    private void add(Kind kind, String text) {
        MessageId id = new MessageId(MessageId.lastBefore(store.now()) + 10L * (1 + log.size()));
        Message message = new Message(
                id,
                CHAT,
                ANN,
                kind,
                "ref " + id,
                kind.amends() ? "" : text,
                Optional.empty(),
                List.of(),
                kind == Kind.TEXT ? Optional.empty() : Optional.of(1L),
                Optional.empty());
        await(store.port().append(message, List.of(ANN, BOB), Long.MAX_VALUE));
        log.add(message);
    }

    private static List<Message> reversed(List<Message> messages) {
        List<Message> reversed = new ArrayList<>(messages);
        Collections.reverse(reversed);
        return reversed;
    }
}
