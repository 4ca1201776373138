package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Done;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Order;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.HybridClock;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.NodeNumber;
import dev.parley.model.UserId;
import dev.parley.protocol.ClientFrame;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A socket can be dead without anybody knowing: what it does not acknowledge is pushed. */
class EscalationTest {
    private static final UserId ANN = new UserId(41);
    private static final UserId BOB = new UserId(42);
    private static final ConversationId CHAT = ConversationId.direct(ANN, BOB);
    private static final int SECONDS = 3;

    private final HybridClock clock = new HybridClock(System::currentTimeMillis);
    private final EdgeFixture edge = new EdgeFixture(false);
    private final BlockingQueue<Order> queued = new LinkedBlockingQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();

    @BeforeEach
    void serve() {
        edge.bus.serve(PushService.QUEUE, this::queue).await();
    }

    private Future<Done> queue(PushService.Queue asked) {
        if (refusals.getAndDecrement() > 0) {
            return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "not now"));
        }
        queued.addAll(asked.orders());
        return Future.succeededFuture(Done.DONE);
    }

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void queuesWellInTimeWhatIsPushedUnlessItIsAcknowledgedWithinTenSeconds() throws Exception {
        TestClient client = edge.client().join("41/9");
        Message got = deliver(client, BOB);
        client.write(new ClientFrame.Received(List.of(got.id()))).hearsNothing();
        Message lost = deliver(client, BOB);
        edge.pass(SECONDS);
        assertThat(take()).isEqualTo(order(lost));
        Message next = deliver(client, BOB);
        edge.pass(SECONDS);
        assertThat(take()).isEqualTo(order(next));
    }

    @Test
    void pushesNothingThatTheUserWroteOrCatchesUpOn() throws Exception {
        edge.inbox.add(edge.node.message(1_001, BOB, ANN, "long ago"));
        TestClient client = edge.client().hello("41/9", "0");
        client.next("welcome");
        client.next("message");
        client.next("synced");
        deliver(client, ANN);
        Message lost = deliver(client, BOB);
        edge.pass(SECONDS);
        assertThat(take()).isEqualTo(order(lost));
        assertThat(queued).isEmpty();
    }

    @Test
    void pushesWhatAClientThatWentDidNotAcknowledge() throws Exception {
        TestClient client = edge.client().join("41/9");
        Message lost = deliver(client, BOB);
        client.socket.close();
        assertThat(take()).isEqualTo(order(lost));
    }

    @Test
    void queuesAtOnceWhatASessionInTheBackgroundGets() throws Exception {
        TestClient client = edge.client();
        client.write(new ClientFrame.Hello("41/9", Optional.empty(), true));
        client.next("welcome");
        client.next("synced");
        Message got = deliver(client, BOB);
        assertThat(take()).isEqualTo(order(got));
    }

    @Test
    void asksAgainUntilTheQueueHasIt() throws Exception {
        refusals.set(1);
        TestClient client = edge.client().join("41/9");
        Message lost = deliver(client, BOB);
        edge.pass(SECONDS);
        assertThat(take()).isEqualTo(order(lost));
    }

    private Message deliver(TestClient client, UserId from) throws Exception {
        MessageId id = clock.next(new NodeNumber(1));
        Message message = edge.node.message(id.value(), from, from.equals(ANN) ? BOB : ANN, "hi");
        edge.node.deliver(ANN, message, Optional.empty());
        client.next("message");
        return message;
    }

    private static Order order(Message message) {
        return new Order(message.id(), CHAT, BOB, Set.of(ANN), PushService.ACKNOWLEDGED_WITHIN);
    }

    private Order take() throws InterruptedException {
        Order order = queued.poll(20, TimeUnit.SECONDS);
        assertThat(order).as("a push within 20 s").isNotNull();
        return order;
    }
}
