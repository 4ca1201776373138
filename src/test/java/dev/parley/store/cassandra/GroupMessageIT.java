package dev.parley.store.cassandra;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.AppendOutcome.Stored;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent for a message to a group of a hundred. */
class GroupMessageIT {
    private static final List<UserId> MEMBERS =
            LongStream.rangeClosed(1, 100).mapToObj(UserId::new).toList();

    private final Requests requests = new Requests();
    private final Vertx vertx = requests.vertx();
    private OpenStore store;

    @BeforeEach
    void open() throws Exception {
        store = OpenStore.open(vertx, TestKeyspace.empty(), System::currentTimeMillis);
        send(OpenStore.message("the first one, which makes connections"));
        requests.forget();
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void isAtMostAHundredAndOneWritesAtATime() {
        send(OpenStore.message("to all"));

        assertThat(requests.mostAtOnce()).isBetween(2, 101);
        assertThat(requests.count(Cql.PUT_ENTRY)).isEqualTo(100);
        assertThat(requests.count(Cql.PUT_LAST)).isEqualTo(100);
        assertThat(requests.count()).isLessThanOrEqualTo(206);
    }

    @Test
    void keepsTheMessageBeforeAnyEntryAndShowsItAfterAll() {
        send(OpenStore.message("in order"));

        assertThat(requests.isDoneBefore(Cql.PUT_DRAFT, Cql.PUT_ENTRY)).isTrue();
        assertThat(requests.isDoneBefore(Cql.CLAIM, Cql.PUT_ENTRY)).isTrue();
        assertThat(requests.isDoneBefore(Cql.PUT_ENTRY, Cql.MOVE_CLAIM)).isTrue();
        assertThat(requests.isDoneBefore(Cql.MOVE_CLAIM, Cql.PUT_LAST)).isTrue();
        assertThat(requests.isDoneBefore(Cql.PUT_LAST, Cql.PUT_MESSAGE)).isTrue();
    }

    private void send(Message message) {
        long deadline = MessageId.timeMillis(message.id().value()) + OpenStore.HORIZON_MILLIS;
        assertThat(await(store.port().append(message, MEMBERS, deadline))).isEqualTo(new Stored());
        assertThat(MEMBERS).contains(ANN);
    }
}
