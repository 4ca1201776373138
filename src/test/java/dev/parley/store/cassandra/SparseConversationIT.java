package dev.parley.store.cassandra;

import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.store.MessageStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many queries it takes to read a conversation. */
class SparseConversationIT {
    private static final long HALF_A_YEAR = Duration.ofDays(182).toMillis();

    private final Requests requests = new Requests();
    private final AtomicLong clock = new AtomicLong(MessageId.EPOCH_MILLIS + HALF_A_YEAR);
    private final List<Message> sent = new ArrayList<>();
    private OpenStore store;

    @BeforeEach
    void sendTwoMessagesAYear() throws Exception {
        store = OpenStore.open(requests.vertx(), TestKeyspace.empty(), clock::get);
        for (int i = 0; i < 10; i++) {
            long id = MessageId.lastBefore(clock.addAndGet(HALF_A_YEAR)) + 1;
            sent.add(OpenStore.message(new MessageId(id), "ref " + i));
            await(store.append(sent.get(i)));
        }
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void isReadInTwoQueriesFromWhereverOneStarts() {
        List<Message> newestFirst = new ArrayList<>(sent);
        Collections.reverse(newestFirst);
        MessageStore port = store.port();

        assertThat(counted(() -> await(port.before(OpenStore.CHAT, Long.MAX_VALUE, 50))))
                .isEqualTo(newestFirst);
        assertThat(counted(() -> await(port.from(OpenStore.CHAT, 0, 50)))).isEqualTo(sent);
        long fourYearsIn = sent.get(6).id().value() + 1;
        assertThat(counted(() -> await(port.before(OpenStore.CHAT, fourYearsIn, 1))))
                .containsExactly(sent.get(6));
        assertThat(counted(() -> await(port.from(OpenStore.CHAT, fourYearsIn, 1))))
                .containsExactly(sent.get(7));
    }

    @Test
    void aJumpIntoALivelyOneLandsInTwoQueriesToo() {
        List<Message> lively = IntStream.range(0, 200)
                .mapToObj(
                        i -> OpenStore.message(new MessageId(MessageId.lastBefore(clock.get() + i) + 1), "lively " + i))
                .toList();
        lively.forEach(message -> await(store.append(message, Long.MAX_VALUE)));
        MessageStore port = store.port();
        long middle = lively.get(100).id().value();

        assertThat(counted(() -> await(port.from(OpenStore.CHAT, middle, 20)))).isEqualTo(lively.subList(100, 120));
        assertThat(counted(() -> await(port.before(OpenStore.CHAT, middle, 1)))).containsExactly(lively.get(99));
    }

    private List<Message> counted(Supplier<List<Message>> read) {
        requests.forget();
        List<Message> messages = read.get();
        assertThat(requests.count()).isBetween(1, 2);
        return messages;
    }
}
