package dev.parley.presence;

import static dev.parley.presence.People.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.Done;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.Sync;
import dev.parley.bus.PersistenceService.SyncPage;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Order;
import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.HybridClock;
import dev.parley.model.Message;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import dev.parley.model.UserId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node handed out before it died, and nobody may have got. */
class UnheardTest {
    private static final UserId ANN = new UserId(1);
    private static final UserId BOB = new UserId(2);
    private static final ConversationId CHAT = ConversationId.direct(ANN, BOB);

    private final People people = new People();
    private final NodeId node = people.node("node");
    private final HybridClock clock = new HybridClock(people.wall::get);
    private final List<Message> inbox = new CopyOnWriteArrayList<>();
    private final List<Order> queued = new CopyOnWriteArrayList<>();
    private final Context context = people.vertx.getOrCreateContext();
    private volatile boolean storeDown;
    private Unheard unheard;

    @BeforeEach
    void begin() {
        people.deployPresence(new Pace(Duration.ofSeconds(30), Duration.ofSeconds(23), LONG, LONG));
        Home home = new Home(people.vertx, context, people.wall::get, bound -> 0);
        unheard = new Unheard(home, people.bus, people.stores.directory(), people.stores.board());
        await(people.bus.serve(PersistenceService.SYNC, this::sync));
        await(people.bus.serve(PushService.QUEUE, asked -> {
            queued.addAll(asked.orders());
            return Future.succeededFuture(Done.DONE);
        }));
    }

    private static final Duration LONG = Duration.ofDays(1);

    private Future<SyncPage> sync(Sync asked) {
        if (storeDown) {
            return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "the store is down"));
        }
        List<Message> found = asked.user().equals(BOB)
                ? inbox.stream()
                        .filter(message -> message.id().value()
                                > asked.after().orElseThrow().safe())
                        .toList()
                : List.of();
        return Future.succeededFuture(new SyncPage(new ArrayList<>(found), Cursor.START, false, false));
    }

    @AfterEach
    void close() {
        people.close();
    }

    @Test
    void hasPushedWhatOthersSaidOfLate() {
        said(ANN, Message.Kind.TEXT);
        people.pass(Duration.ofSeconds(61));
        people.connect(BOB, node);
        Message lost = said(ANN, Message.Kind.TEXT);
        said(ANN, Message.Kind.EDIT);
        said(BOB, Message.Kind.TEXT);
        dies();
        tell();
        assertThat(queued)
                .containsExactly(new Order(lost.id(), CHAT, ANN, Set.of(BOB), PushService.ACKNOWLEDGED_WITHIN));
        tell();
        assertThat(queued).hasSize(1);
    }

    @Test
    void waitsUntilClientsMayBeBackAndLeavesThemOut() {
        NodeId other = people.node("other");
        people.connect(BOB, node);
        said(ANN, Message.Kind.TEXT);
        people.kill(node);
        finds(Set.of(BOB));
        tell();
        people.connect(BOB, other);
        people.pass(Unheard.AFTER);
        tell();
        assertThat(queued).isEmpty();
    }

    @Test
    void leavesOutWhoHadLeftTheNodeBefore() {
        said(ANN, Message.Kind.TEXT);
        dies();
        tell();
        assertThat(queued).isEmpty();
    }

    @Test
    void comesBackToThoseWhoseInboxCouldNotBeRead() {
        people.connect(BOB, node);
        said(ANN, Message.Kind.TEXT);
        dies();
        storeDown = true;
        assertThatThrownBy(this::tell).hasMessageContaining("the store is down");
        storeDown = false;
        tell();
        assertThat(queued).hasSize(1);
    }

    /** The node is found dead, and some time passes. */
    private void dies() {
        people.kill(node);
        finds(Set.of(ANN, BOB));
        people.pass(Unheard.AFTER);
    }

    private void finds(Set<UserId> users) {
        await(there(() -> {
            unheard.found(users);
            return Future.succeededFuture();
        }));
    }

    private void tell() {
        await(there(unheard::tell));
    }

    /** What is used on one context is asked there. */
    private <T> Future<T> there(Supplier<Future<T>> question) {
        return Future.future(
                answer -> context.runOnContext(here -> question.get().onComplete(answer)));
    }

    private Message said(UserId from, Message.Kind kind) {
        Message message = new Message(
                clock.next(new NodeNumber(1)), CHAT, from, kind, "ref", "text", Optional.empty(), List.of());
        inbox.add(message);
        return message;
    }
}
