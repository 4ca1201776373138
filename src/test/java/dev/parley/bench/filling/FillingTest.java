package dev.parley.bench.filling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.UserId;
import dev.parley.store.InboxLife;
import dev.parley.store.InboxPage;
import dev.parley.store.MessageStores;
import dev.parley.store.rocks.RocksStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FillingTest {
    private static final int COUNT = 3_000;
    private static final int LENGTH = 20;
    private static final List<String> CONVERSATIONS = List.of("d:1:2", "d:1:3");

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path data;

    @AfterEach
    void close() {
        join(vertx.close());
    }

    @Test
    void storesMessagesForBothMembersWhereTheSpanSays() {
        Span span = Filling.fill(data, CONVERSATIONS, COUNT, LENGTH, stored -> {});

        MessageStores stores = join(RocksStores.open(
                vertx, data.resolve("messages"), new InboxLife(Duration.ofDays(30)), System::currentTimeMillis));
        try {
            InboxPage all = page(stores, Cursor.at(span.first() - 1), COUNT);
            assertThat(all.messages()).hasSize(COUNT);
            assertThat(all.messages().get(0).id().value()).isEqualTo(span.first());
            assertThat(all.messages()).allMatch(message -> message.id().value() <= span.last());
            assertThat(all.messages()).allMatch(message -> message.text().length() == LENGTH);
            assertThat(join(stores.messages().before(ConversationId.parse("d:1:3"), Long.MAX_VALUE, COUNT)))
                    .hasSizeBetween(COUNT / 3, 2 * COUNT / 3);

            Cursor any = Cursor.parse(span.anyCursor("1", new Random(1)), new UserId(1));
            assertThat(page(stores, any, COUNT / 20).messages()).hasSize(COUNT / 20);
        } finally {
            join(stores.close());
        }
    }

    private static InboxPage page(MessageStores stores, Cursor from, int limit) {
        return join(stores.messages().inbox(new UserId(1), Optional.of(from), limit, System.currentTimeMillis()));
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
