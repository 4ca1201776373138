package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Done;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.Roster;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.NodeService.News;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Look;
import dev.parley.bus.PresenceService.Status;
import dev.parley.bus.PresenceService.Statuses;
import dev.parley.bus.RouterService;
import dev.parley.bus.RouterService.Mark;
import dev.parley.bus.RouterService.Marks;
import dev.parley.bus.RouterService.Received;
import dev.parley.bus.RouterService.Typing;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.MessageId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import dev.parley.protocol.ClientFrame;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
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

/** What a session tells of its user to others, and others of theirs to it: marks, typing, presence. */
class CompanyTest {
    private static final UserId ANN = new UserId(41);
    private static final UserId BOB = new UserId(42);
    private static final ConversationId CHAT = ConversationId.direct(ANN, BOB);
    private static final ConversationId OTHER = ConversationId.direct(ANN, new UserId(43));
    private static final Optional<SessionId> SESSION = Optional.of(new SessionId("session-1"));

    private final EdgeFixture edge = new EdgeFixture(false);
    private final BlockingQueue<Marks> marks = new LinkedBlockingQueue<>();
    private final BlockingQueue<Typing> typings = new LinkedBlockingQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();

    @BeforeEach
    void serve() {
        edge.bus.serve(RouterService.MARK, this::mark).await();
        edge.bus
                .serve(RouterService.TYPING, typing -> {
                    typings.add(typing);
                    return Future.succeededFuture(Done.DONE);
                })
                .await();
    }

    @AfterEach
    void close() {
        edge.close();
    }

    private Future<Done> mark(Marks mark) {
        if (refusals.getAndDecrement() > 0) {
            return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "not now"));
        }
        marks.add(mark);
        return Future.succeededFuture(Done.DONE);
    }

    @Test
    void whatADeviceGotBecomesOneMarkAConversation() throws Exception {
        TestClient client = edge.client().join("41/9");
        deliver(client, 1001, BOB);
        deliver(client, 1002, BOB);
        client.write(new ClientFrame.Received(List.of(id(1002), id(1001), id(77))));
        assertThat(take(marks)).isEqualTo(marks(CHAT, Optional.of(new Received(id(1002), BOB)), Optional.empty()));
        client.write(new ClientFrame.Received(List.of(id(1001)))).hearsNothing();
        client.write(new ClientFrame.Read(OTHER, id(5)));
        assertThat(take(marks)).isEqualTo(marks(OTHER, Optional.empty(), Optional.of(id(5))));
    }

    private static Marks marks(ConversationId conversation, Optional<Received> delivered, Optional<MessageId> read) {
        return new Marks(conversation, List.of(new Mark(ANN, delivered, read, SESSION)));
    }

    private static Mark only(Marks marks) {
        assertThat(marks.marks()).hasSize(1);
        return marks.marks().get(0);
    }

    @Test
    void whatTheUserWroteElsewhereIsNotMarkedAsDelivered() throws Exception {
        TestClient client = edge.client().join("41/9");
        edge.node.deliver(ANN, edge.node.message(1001, ANN, BOB, "mine"), Optional.empty());
        client.next("message");
        client.write(new ClientFrame.Received(List.of(id(1001))));
        client.write(new ClientFrame.Read(CHAT, id(1001)));
        assertThat(only(take(marks)).delivered()).isEmpty();
    }

    @Test
    void whatWasSentWhileCatchingUpCanBeMarkedToo() throws Exception {
        edge.inbox.add(edge.node.message(1001, BOB, ANN, "hi"));
        TestClient client = edge.client().hello("41/9", "0");
        client.next("welcome");
        client.next("message");
        client.next("synced");
        client.write(new ClientFrame.Received(List.of(id(1001))));
        assertThat(only(take(marks)).delivered()).contains(new Received(id(1001), BOB));
    }

    @Test
    void marksThatCouldNotBePassedOnGoWithTheNextOnes() throws Exception {
        refusals.set(1);
        TestClient client = edge.client().join("41/9");
        client.write(new ClientFrame.Read(CHAT, id(5)));
        Await.until(() -> refusals.get() <= 0);
        client.write(new ClientFrame.Read(CHAT, id(4)));
        assertThat(only(take(marks)).read()).contains(id(5));
    }

    @Test
    void marksLeaveWithASessionThatCloses() throws Exception {
        TestClient client = edge.client().join("41/9");
        client.write(new ClientFrame.Read(CHAT, id(5))).hearsNothing();
        client.socket.close();
        assertThat(only(take(marks)).read()).contains(id(5));
    }

    @Test
    void typingIsPassedOnOnceASecondAndItsEndAlways() throws Exception {
        TestClient client = edge.client().join("41/9");
        for (int i = 0; i < 20; i++) {
            client.write(new ClientFrame.Typing(CHAT, true));
        }
        client.write(new ClientFrame.Typing(CHAT, false)).write(new ClientFrame.Typing(CHAT, false));
        client.write(new ClientFrame.Typing(OTHER, true));
        assertThat(List.of(take(typings), take(typings), take(typings)))
                .extracting(typing -> typing.conversation() + " " + typing.active())
                .containsExactly(CHAT + " true", CHAT + " false", OTHER + " true");
        edge.pass(1);
        client.write(new ClientFrame.Typing(CHAT, true));
        assertThat(take(typings)).isEqualTo(new Typing(ANN, CHAT, true, SESSION.get()));
        assertThat(typings).isEmpty();
    }

    @Test
    void showsWhatIsNotKept() {
        TestClient client = edge.client().join("41/9");
        pass(new News.Typing(CHAT, BOB, true));
        assertThat(client.next("typing").getString("user")).isEqualTo("42");
        pass(new News.Receipt(CHAT, BOB, Optional.of(id(3)), Optional.empty()));
        assertThat(client.next("receipt").getString("delivered")).isEqualTo("3");
        pass(new News.Presence(BOB, true, Optional.empty()));
        assertThat(client.next("presence").getString("status")).isEqualTo("online");
    }

    @Test
    void answersWhoAsksForPresence() {
        edge.bus
                .serve(PresenceService.LOOK, look -> Future.succeededFuture(new Statuses(List.of(status(look)))))
                .await();
        edge.bus
                .serve(
                        MembershipService.MEMBERS,
                        asked -> Future.succeededFuture(new Roster.Members(
                                asked.conversation().equals(CHAT) ? List.of(ANN, BOB) : List.of(BOB),
                                Set.of(),
                                1,
                                0,
                                new Standing.Open())))
                .await();
        TestClient client = edge.client().join("41/9");
        client.write(new ClientFrame.Presence(List.of(BOB), Optional.empty()));
        assertThat(client.next("presence").getString("user")).isEqualTo("42");
        client.write(new ClientFrame.Presence(List.of(), Optional.of(CHAT)));
        assertThat(client.next("presence").getString("lastActiveAt")).isEqualTo("2026-11-21T08:00:00.000Z");
        client.write(new ClientFrame.Presence(List.of(), Optional.of(OTHER)));
        assertThat(client.next("error").getString("code")).isEqualTo("access_denied");
    }

    @Test
    void answersQuestionsAboutPresenceThatComeAtOnceAndBoundsHowManyWait() throws InterruptedException {
        BlockingQueue<Promise<Statuses>> asked = new LinkedBlockingQueue<>();
        edge.bus
                .serve(PresenceService.LOOK, look -> {
                    Promise<Statuses> answer = Promise.promise();
                    asked.add(answer);
                    return answer.future();
                })
                .await();
        TestClient client = edge.client().join("41/9");
        for (int i = 0; i < 34; i++) {
            client.write(new ClientFrame.Presence(List.of(BOB), Optional.empty()));
        }
        assertThat(client.next("error").getString("code")).isEqualTo("rate_limited");
        for (int i = 0; i < 33; i++) {
            take(asked).complete(new Statuses(List.of(new Status(BOB, true, Optional.empty()))));
            assertThat(client.next().getString("status")).isEqualTo("online");
        }
    }

    private static Status status(Look look) {
        assertThat(look.viewer()).isEqualTo(ANN);
        assertThat(look.users()).contains(BOB);
        return new Status(BOB, false, Optional.of(Instant.parse("2026-11-21T08:00:00Z")));
    }

    private void deliver(TestClient client, long id, UserId from) {
        edge.node.deliver(ANN, edge.node.message(id, from, ANN, "hi"), Optional.empty());
        client.next("message");
    }

    private void pass(News news) {
        edge.node.deliver(ANN, new Deliver(news, List.of(ANN), Optional.empty()));
    }

    private static MessageId id(long value) {
        return new MessageId(value);
    }

    private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("something within 20 s").isNotNull();
        return next;
    }
}
