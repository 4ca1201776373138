package dev.parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Order;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process handed over before it was killed is pushed by the next. */
class HandOverTest {
    private static final UserId ANN = new UserId(41);
    private static final UserId BOB = new UserId(42);
    private static final UserId CAT = new UserId(43);

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final List<Order> queued = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private Future<Done> queue(PushService.Queue asked) {
        if (refusals.getAndDecrement() > 0) {
            return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "not now"));
        }
        queued.addAll(asked.orders());
        return Future.succeededFuture(Done.DONE);
    }

    private HandOver begin(Optional<Path> notes) {
        HandOver begun = new HandOver(vertx, bus, notes);
        begun.begin().await();
        return begun;
    }

    @Test
    void queuesForAllButTheAuthorUntilTheQueueHasIt() throws Exception {
        HandOver killed = begin(Optional.of(folder));
        killed.note(delivery(Message.Kind.TEXT));
        killed.note(delivery(Message.Kind.EDIT));
        killed.end().await();
        assertThat(queued).isEmpty();
        refusals.set(1);
        bus.serve(PushService.QUEUE, this::queue).await();
        begin(Optional.of(folder));
        Eventually.holds("both are queued", () -> !queued.isEmpty());
        assertThat(queued)
                .containsExactly(new Order(
                        new MessageId(1_001),
                        ConversationId.parse("g:7"),
                        ANN,
                        Set.of(BOB, CAT),
                        PushService.ACKNOWLEDGED_WITHIN));
        assertThat(refusals.get()).isNegative();
    }

    private static Deliver delivery(Message.Kind kind) {
        Message message = new Message(
                new MessageId(1_001),
                ConversationId.parse("g:7"),
                ANN,
                kind,
                "ref",
                "text",
                Optional.empty(),
                List.of());
        return Deliver.of(message, List.of(ANN, BOB, CAT), Optional.empty());
    }

    @Test
    void goesOnWhereNothingCanBeNoted() throws Exception {
        HandOver unable = begin(Optional.of(Files.createFile(folder.resolve("file"))));
        unable.note(delivery(Message.Kind.TEXT));
        unable.end().await();
        begin(Optional.empty()).note(delivery(Message.Kind.TEXT));
        assertThat(folder).isDirectoryNotContaining("glob:**handed-over*");
    }
}
