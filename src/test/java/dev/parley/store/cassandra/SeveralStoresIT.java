package dev.parley.store.cassandra;

import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.servers.CassandraServer;
import dev.parley.store.AppendOutcome;
import dev.parley.store.AppendOutcome.Known;
import dev.parley.store.AppendOutcome.Stored;
import dev.parley.store.MessageStores;
import dev.parley.store.StoreUnderTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several stores on one keyspace, as several persistence nodes have it. */
class SeveralStoresIT {
    private CassandraSettings settings;

    @BeforeEach
    void keyspace() throws Exception {
        settings = TestKeyspace.empty();
    }

    @Test
    void tenThatStartAtOnceMakeTheTablesOnce() throws Exception {
        Vertx vertx = Vertx.vertx();
        CassandraSettings fresh = TestKeyspace.settings(CassandraServer.shared(), "parley_fresh");
        List<Future<MessageStores>> opened = IntStream.range(0, 10)
                .mapToObj(i -> CassandraStores.open(vertx, fresh, StoreUnderTest.LIFE, System::currentTimeMillis))
                .toList();

        await(Future.join(opened));

        Message message = OpenStore.message("after");
        await(opened.get(0).result().messages().append(message, List.of(message.from()), Long.MAX_VALUE));
        assertThat(opened)
                .allSatisfy(store -> assertThat(await(store.result().messages().from(OpenStore.CHAT, 0, 10)))
                        .containsExactly(message));
        opened.forEach(store -> await(store.result().close()));
        await(vertx.close());
    }

    @Test
    void twoThatGetTheSameRefsStoreEachOnce() {
        try (OpenStore one = OpenStore.open(settings);
                OpenStore other = OpenStore.open(settings)) {
            List<Message> sends = IntStream.range(0, 120)
                    .mapToObj(i -> OpenStore.message("ref " + i / 4))
                    .toList();

            List<Future<AppendOutcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < sends.size(); i++) {
                outcomes.add((i % 2 == 0 ? one : other).append(sends.get(i)));
            }
            await(Future.all(outcomes));

            Map<String, MessageId> kept = new TreeMap<>();
            one.log().forEach(message -> assertThat(kept.put(message.ref(), message.id()))
                    .isNull());
            assertThat(kept).hasSize(30);
            for (int i = 0; i < sends.size(); i++) {
                Message send = sends.get(i);
                MessageId winner = kept.get(send.ref());
                assertThat(outcomes.get(i).result())
                        .isEqualTo(send.id().equals(winner) ? new Stored() : new Known(winner, OpenStore.CHAT));
            }
            assertThat(other.inbox(Cursor.START, System.currentTimeMillis()).messages())
                    .isEqualTo(other.log());
        }
    }

    @Test
    void anotherKnowsTheHighestIdAlsoOfOneThatDoesNotClose() {
        try (OpenStore one = OpenStore.open(settings)) {
            Message message = OpenStore.message("high");
            await(one.append(message));
            try (OpenStore other = OpenStore.open(settings)) {
                MessageId highest = await(other.port().highest()).orElseThrow();
                assertThat(highest).isGreaterThanOrEqualTo(message.id());
                assertThat(highest.at()).isBeforeOrEqualTo(message.id().at().plusSeconds(2));
            }
            assertThat(await(one.port().highest())).contains(message.id());
        }
    }
}
