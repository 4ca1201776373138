package dev.parley.store.cassandra;

import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.store.MessageStore;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many queries it takes to read a conversation. */
class SparseConversationIT {
    private static final long HALF_A_YEAR = Duration.ofDays(182).toMillis();

    private final AtomicInteger queries = new AtomicInteger();
    private final AtomicLong clock = new AtomicLong(MessageId.EPOCH_MILLIS + HALF_A_YEAR);
    private final List<Message> sent = new ArrayList<>();
    private OpenStore store;

    /** Counts what the client sends. */
    private final class Counter implements VertxTracer<Object, Object> {
        @Override
        public <R> Object sendRequest(
                Context context,
                SpanKind kind,
                TracingPolicy policy,
                R request,
                String operation,
                BiConsumer<String, String> headers,
                TagExtractor<R> tags) {
            queries.incrementAndGet();
            return this;
        }
    }

    @BeforeEach
    void sendTwoMessagesAYear() throws Exception {
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setTracingOptions(new TracingOptions()))
                .withTracer(options -> new Counter())
                .build();
        store = OpenStore.open(vertx, TestKeyspace.empty(), clock::get);
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

    private List<Message> counted(Supplier<List<Message>> read) {
        queries.set(0);
        List<Message> messages = read.get();
        assertThat(queries.get()).isBetween(1, 2);
        return messages;
    }
}
