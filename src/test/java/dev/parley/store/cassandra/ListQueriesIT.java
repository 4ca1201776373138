package dev.parley.store.cassandra;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.BOB;
import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.AppendOutcome;
import dev.parley.store.InboxPage;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many queries it takes to list a user's conversations, and to catch up. */
class ListQueriesIT {
    private static final Duration DAY = Duration.ofDays(1);

    private final Requests requests = new Requests();
    private final AtomicLong clock =
            new AtomicLong(MessageId.EPOCH_MILLIS + DAY.multipliedBy(300).toMillis());
    private OpenStore store;

    @BeforeEach
    void open() throws Exception {
        store = OpenStore.open(requests.vertx(), TestKeyspace.empty(), clock::get);
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void aListOfManyConversationsIsOneQueryAndOneForEachOnThePage() {
        List<Message> newestFirst = new ArrayList<>();
        List<Future<AppendOutcome>> appends = new ArrayList<>();
        for (int other = 1_000; other < 1_300; other++) {
            Message message = to(new UserId(other));
            newestFirst.add(0, message);
            appends.add(store.port().append(message, List.of(ANN), Long.MAX_VALUE));
        }
        await(Future.all(appends));
        requests.forget();

        assertThat(await(store.port().conversations(ANN, Long.MAX_VALUE, 10))).isEqualTo(newestFirst.subList(0, 10));

        assertThat(requests.count(Cql.GET_LAST)).isEqualTo(1);
        assertThat(requests.count()).isEqualTo(11);
    }

    @Test
    void aCatchUpOfSomeDaysReadsTheInboxOnceAndOneOfThirtyDaysThreeTimes() {
        Cursor left = Cursor.at(MessageId.lastBefore(clock.get()));
        Message first = to(BOB);
        await(store.append(first, Long.MAX_VALUE));
        clock.addAndGet(DAY.multipliedBy(2).toMillis());
        assertThat(caughtUp(left)).containsExactly(first);
        assertThat(requests.count(Cql.GET_ENTRIES)).isEqualTo(1);

        clock.addAndGet(DAY.multipliedBy(28).toMillis());
        Message last = to(BOB);
        await(store.append(last, Long.MAX_VALUE));

        assertThat(caughtUp(left)).containsExactly(first, last);
        assertThat(requests.count(Cql.GET_ENTRIES)).isLessThanOrEqualTo(3);
    }

    private List<Message> caughtUp(Cursor cursor) {
        requests.forget();
        InboxPage page = await(store.port().inbox(BOB, Optional.of(cursor), 200, clock.get()));
        return page.messages();
    }

    /** A message of Ann, a millisecond later than the one before. */
    private Message to(UserId other) {
        long id = MessageId.lastBefore(clock.incrementAndGet()) + 1;
        Message like = OpenStore.message(new MessageId(id), "ref " + id);
        return new Message(
                like.id(),
                ConversationId.direct(ANN, other),
                ANN,
                like.kind(),
                like.ref(),
                like.text(),
                like.replyTo(),
                like.mentions());
    }
}
