package dev.parley.node;

import static dev.parley.node.FakePresence.await;
import static dev.parley.node.FakePresence.take;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.Active;
import dev.parley.bus.PersistenceService.Seen;
import dev.parley.bus.PresenceService.Listing;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.NodeId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node notes of its users' activity, by a clock that stands still between notes unless it is moved. */
class ActivityTest {
    private static final UserId ANN = new UserId(1);
    private static final UserId BOB = new UserId(2);
    private static final Instant BEGIN = Instant.ofEpochSecond(1_800_000_000);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final SessionIndex index = new SessionIndex();
    private final AtomicLong millis = new AtomicLong(BEGIN.toEpochMilli());
    private final Activity activity = new Activity(
            vertx, bus, index, () -> Instant.ofEpochMilli(millis.get()), bound -> bound - 1, Duration.ofMillis(20));
    private final BlockingQueue<Active> notes = new LinkedBlockingQueue<>();
    private volatile Future<Done> answer = Future.succeededFuture(Done.DONE);

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void notesEachUserOnceWithTheLatestTimeOfAnySession() throws InterruptedException {
        session(ANN, true).heard = BEGIN.plusSeconds(10);
        session(ANN, true).heard = BEGIN.plusSeconds(20);
        session(BOB, true).heard = BEGIN.minusSeconds(1);
        begin();
        assertThat(nextNote()).containsExactly(new Seen(ANN, BEGIN.plusSeconds(20)));
    }

    @Test
    void notesNothingOfSessionsThatAreNotToShow() throws InterruptedException {
        session(ANN, false).heard = BEGIN.plusSeconds(10);
        session(BOB, true).heard = BEGIN.plusSeconds(10);
        begin();
        assertThat(nextNote()).containsExactly(new Seen(BOB, BEGIN.plusSeconds(10)));
    }

    @Test
    void notesAUserAgainOnlyWhenThereWasSomethingSince() throws InterruptedException {
        FakeRecipient ann = session(ANN, true);
        FakeRecipient bob = session(BOB, true);
        ann.heard = BEGIN.plusSeconds(10);
        bob.heard = BEGIN.plusSeconds(10);
        millis.set(BEGIN.plusSeconds(30).toEpochMilli());
        begin();
        assertThat(nextNote()).hasSize(2);
        bob.heard = BEGIN.plusSeconds(40);
        assertThat(nextNote()).containsExactly(new Seen(BOB, BEGIN.plusSeconds(40)));
    }

    @Test
    void notesThousandsInBoundedBatchesAndGoesOnAfterAFailure() throws InterruptedException {
        for (int user = 1; user <= 2_500; user++) {
            session(new UserId(user), true).heard = BEGIN.plusSeconds(10);
        }
        answer = Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "away"));
        begin();
        assertThat(nextNote()).hasSize(1_000);
        answer = Future.succeededFuture(Done.DONE);
        Set<UserId> noted = new HashSet<>();
        while (noted.size() < 2_500) {
            Active note = take(notes);
            assertThat(note.seen()).hasSizeLessThanOrEqualTo(1_000);
            note.seen().forEach(seen -> noted.add(seen.user()));
        }
    }

    private List<Seen> nextNote() throws InterruptedException {
        return take(notes).seen();
    }

    private void begin() {
        await(bus.serve(PersistenceService.ACTIVE, active -> {
            notes.add(active);
            return answer;
        }));
        vertx.runOnContext(now -> activity.begin());
    }

    private FakeRecipient session(UserId user, boolean visible) {
        FakeRecipient recipient = new FakeRecipient();
        SessionId id = new SessionId(user + "-" + System.nanoTime());
        DeviceId device = new DeviceId(user.value());
        Listing listing = new Listing(id, user, Optional.of(device), new NodeId("node"), visible);
        Identity identity = new Identity(user, device, "sign-in", Instant.MAX);
        index.add(new ConnectedSession(listing, identity, recipient, (ContextInternal) vertx.getOrCreateContext()));
        return recipient;
    }
}
