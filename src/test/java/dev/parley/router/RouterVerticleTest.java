package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.Changes;
import dev.parley.bus.MembershipService.Roster.Members;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.NodeService;
import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.Append;
import dev.parley.bus.PersistenceService.Appended;
import dev.parley.bus.PersistenceService.HistoryPage;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Located;
import dev.parley.bus.RouterService;
import dev.parley.bus.RouterService.Submit;
import dev.parley.bus.RouterService.Submitted;
import dev.parley.config.Settings;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.NodeId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The router between stand-ins for its neighbours, on a real bus. */
class RouterVerticleTest {
    private static final UserId ANN = new UserId(1);
    private static final UserId BOB = new UserId(2);
    private static final UserId EVE = new UserId(3);
    private static final ConversationId CHAT = ConversationId.direct(ANN, BOB);
    private static final NodeId HERE = new NodeId("here");
    private static final NodeId THERE = new NodeId("there");
    private static final Optional<SessionId> ORIGIN = Optional.of(new SessionId("origin"));

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final BlockingQueue<Append> appends = new LinkedBlockingQueue<>();
    private final BlockingQueue<Map.Entry<NodeId, Deliver>> deliveries = new LinkedBlockingQueue<>();
    private final AtomicInteger memberQuestions = new AtomicInteger();
    private volatile Future<Appended> appended = Future.succeededFuture(new Appended.Stored());
    private volatile Future<Located> located =
            Future.succeededFuture(new Located(Map.of(ANN, Set.of(HERE), BOB, Set.of(HERE, THERE))));
    private volatile HistoryPage history = new HistoryPage(List.of(), false, false);

    @BeforeEach
    void startBetweenNeighbours() throws Exception {
        await(bus.serve(
                MembershipService.CHANGES,
                question -> Future.succeededFuture(new Changes(List.of(), true, Instant.now()))));
        await(bus.serve(MembershipService.MEMBERS, question -> {
            memberQuestions.incrementAndGet();
            return Future.succeededFuture(new Members(List.of(ANN, BOB), Set.of(), 1, 0, new Standing.Open()));
        }));
        await(bus.serve(PersistenceService.APPEND, append -> {
            appends.add(append);
            return appended;
        }));
        await(bus.serve(PersistenceService.KNOWN, question -> Future.succeededFuture(new Appended.OutOfTime(0))));
        await(bus.serve(PersistenceService.HISTORY, question -> Future.succeededFuture(history)));
        await(bus.serve(PresenceService.LOCATE, question -> located));
        for (NodeId node : List.of(HERE, THERE)) {
            await(bus.serve(NodeService.DELIVER.at(node), delivery -> {
                deliveries.add(Map.entry(node, delivery));
                return Future.succeededFuture(Done.DONE);
            }));
        }
        await(vertx.deployVerticle(
                new RouterVerticle(bus, new Settings.Chat(true, Duration.ofDays(1), Optional.empty()), true)));
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @Test
    void persistsForAllMembersAndSendsOneBusMessagePerNode() throws Exception {
        Message message = message(10, ANN, "hi");

        assertThat(submit(message, false)).isEqualTo(new Submitted.Accepted(message.id(), CHAT));

        assertThat(appends.take()).isEqualTo(new Append(message, List.of(ANN, BOB)));
        Map<NodeId, Deliver> sent = Map.ofEntries(nextDelivery(), nextDelivery());
        assertThat(sent.get(HERE).users()).containsExactlyInAnyOrder(ANN, BOB);
        assertThat(sent.get(THERE)).isEqualTo(Deliver.of(message, List.of(BOB), ORIGIN));
        assertThat(deliveries).isEmpty();
    }

    @Test
    void refusesASenderWhoIsNotAMember() {
        assertThatThrownBy(() -> submit(message(10, EVE, "hi"), false))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.ACCESS_DENIED));
        assertThat(appends).isEmpty();
    }

    @Test
    void acceptsNothingThatWasNotStored() {
        appended = Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "disk full"));

        assertThatThrownBy(() -> submit(message(10, ANN, "hi"), false)).hasMessage("disk full");
        assertThat(deliveries).isEmpty();
    }

    @Test
    void answersAKnownRefWithTheFirstMessageAndSendsNothing() throws Exception {
        appended = Future.succeededFuture(new Appended.Known(new MessageId(7), CHAT));

        assertThat(submit(message(10, ANN, "hi"), false)).isEqualTo(new Submitted.Accepted(new MessageId(7), CHAT));
        assertThat(deliveries).isEmpty();
    }

    @Test
    void sendsTheStoredMessageWhenARetryFindsItsRefKnown() throws Exception {
        Message stored = message(7, ANN, "as it was stored");
        appended = Future.succeededFuture(new Appended.Known(stored.id(), CHAT));
        history = new HistoryPage(List.of(stored), false, false);

        assertThat(submit(message(10, ANN, "hi"), true)).isEqualTo(new Submitted.Accepted(stored.id(), CHAT));
        assertThat(messageOf(nextDelivery().getValue())).isEqualTo(stored);
    }

    @Test
    void passesOnThatAnIdIsOutOfTime() throws Exception {
        appended = Future.succeededFuture(new Appended.OutOfTime(99));

        assertThat(submit(message(10, ANN, "hi"), false)).isEqualTo(new Submitted.OutOfTime(99));
        assertThat(deliveries).isEmpty();
    }

    @Test
    void sendsAReplyBackForALaterIdWhenItWouldSortBeforeWhatItAnswers() throws Exception {
        Message target = message(1L << 40, BOB, "a question");
        history = new HistoryPage(List.of(target), false, false);

        assertThat(submit(reply(10, target.id()), false))
                .isEqualTo(new Submitted.OutOfTime(target.id().at().toEpochMilli() + 1));
        assertThat(appends).isEmpty();
    }

    @Test
    void refusesAReplyToALaterMessageThatIsNotThere() {
        assertThatThrownBy(() -> submit(reply(10, new MessageId(1L << 40)), false))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.field()).contains("replyTo"));
        assertThat(appends).isEmpty();
    }

    @Test
    void asksEveryNodeWhenTheDirectoryIsDown() throws Exception {
        located = Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "no directory"));
        BlockingQueue<Deliver> everywhere = new LinkedBlockingQueue<>();
        await(bus.subscribe(NodeService.DELIVER_EVERYWHERE, everywhere::add));
        Message message = message(10, ANN, "hi");

        assertThat(submit(message, false)).isEqualTo(new Submitted.Accepted(message.id(), CHAT));
        assertThat(everywhere.poll(20, TimeUnit.SECONDS)).isEqualTo(Deliver.of(message, List.of(ANN, BOB), ORIGIN));
    }

    @Test
    void asksForTheMembersOfALivelyConversationOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            submit(message(10 + i, ANN, "hi"), false);
        }
        assertThat(memberQuestions).hasValueLessThan(20);
    }

    @Test
    void deliversInTheOrderSubmitted() throws Exception {
        located = Future.succeededFuture(new Located(Map.of(BOB, Set.of(THERE))));
        for (int i = 1; i <= 200; i++) {
            submit(message(i, ANN, "hi"), false);
        }
        for (int i = 1; i <= 200; i++) {
            assertThat(messageOf(nextDelivery().getValue()).id().value()).isEqualTo(i);
        }
    }

    private Submitted submit(Message message, boolean retry) throws Exception {
        return await(bus.request(RouterService.SUBMIT, new Submit(message, ORIGIN, retry)));
    }

    private Map.Entry<NodeId, Deliver> nextDelivery() throws InterruptedException {
        Map.Entry<NodeId, Deliver> next = deliveries.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("a delivery").isNotNull();
        return next;
    }

    private static Message message(long id, UserId from, String text) {
        return new Message(
                new MessageId(id), CHAT, from, Message.Kind.TEXT, "ref-" + id, text, Optional.empty(), List.of());
    }

    private static Message reply(long id, MessageId target) {
        return new Message(
                new MessageId(id), CHAT, ANN, Message.Kind.TEXT, "ref-" + id, "hi", Optional.of(target), List.of());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(20, TimeUnit.SECONDS);
    }

    private static Message messageOf(Deliver delivery) {
        return ((NodeService.News.Entry) delivery.news()).message();
    }
}
