package dev.parley.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Queued;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.notification.PushTown.Reader;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the queue to a channel, over the real queue. */
class CourierTest {
    private static final Receipt DOWN = new Receipt.Later("status_5xx", Optional.empty(), true);

    private static PushTown town;
    private static UserId author;

    private final FakeChannel channel = new FakeChannel();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        town = new PushTown(folder);
        author = town.signUp().id();
    }

    @AfterEach
    void rest() throws Exception {
        town.log.onMarks = () -> {};
        town.rest();
    }

    @AfterAll
    static void stop() throws Exception {
        town.close();
    }

    @Test
    void tellsADeviceOfAMessageOnce() throws Exception {
        town.deploy(town.settings(), channel.asFcm());
        Reader reader = town.reader(FakeChannel.phone("token"));
        Message message = town.tell(reader, author, "hello");
        Eventually.holds("the push", () -> !channel.sent.isEmpty());
        assertThat(channel.sent.get(0).target()).isEqualTo(FakeChannel.phone("token"));
        assertThat(channel.sent.get(0).note().text()).contains("hello");
        town.queue(message, Duration.ZERO, reader);
        Message next = town.tell(reader, author, "next");
        Eventually.holds("the next push", () -> channel.sent.size() > 1);
        assertThat(channel.sent).extracting(push -> push.note().last()).containsExactly(message.id(), next.id());
    }

    @Test
    void gathersWhatIsSaidWithinThreeSeconds() throws Exception {
        town.deploy(town.settings(), channel.asFcm());
        Reader reader = town.reader(FakeChannel.phone("token"));
        ConversationId chat = ConversationId.direct(reader.id(), author);
        for (String text : List.of("one", "two", "three")) {
            town.queue(town.log.say(chat, author, text), PushService.GATHERED, reader);
        }
        Eventually.holds("the push", () -> !channel.sent.isEmpty());
        assertThat(channel.sent).singleElement().satisfies(push -> {
            assertThat(push.note().count()).isEqualTo(3);
            assertThat(push.note().text()).contains("three");
        });
    }

    @Test
    void sendsATestToAllDevicesOfAUser() throws Exception {
        town.deploy(town.settings(), channel.asFcm());
        Reader reader = town.reader(FakeChannel.phone("phone"));
        town.register(town.logIn(reader.profile()), FakeChannel.phone("tablet"));
        assertThat(town.ask(PushService.TEST, new OfUser(reader.id()))).isEqualTo(new Queued(2));
        Eventually.holds("both", () -> channel.sent.size() == 2);
        assertThat(channel.sent)
                .allMatch(push -> push.note().isTest())
                .extracting(push -> push.target().address())
                .containsExactlyInAnyOrder("phone", "tablet");
    }

    @Test
    void endsTheRegistrationOfADeviceThatIsGone() throws Exception {
        channel.answer = push -> Future.succeededFuture(new Receipt.Gone("gone"));
        town.deploy(town.settings(), channel.asFcm());
        Reader reader = town.reader(FakeChannel.phone("token"));
        town.tell(reader, author, "hello");
        Eventually.holds("it is gone", () -> town.tally.of("dropped gone") == 1);
        Eventually.holds(
                "nobody is registered",
                () -> town.ask(PushService.TEST, new OfUser(reader.id())).devices() == 0);
    }

    @Test
    void triesAgainWhatFailed() throws Exception {
        Set<MessageId> failed = ConcurrentHashMap.newKeySet();
        channel.answer = push -> Future.succeededFuture(failed.add(push.note().last()) ? DOWN : new Receipt.Sent());
        town.deploy(town.settings(), channel.asFcm());
        town.tell(town.reader(FakeChannel.phone("token")), author, "hello");
        Eventually.holds("the second try", () -> channel.sent.size() == 1);
        assertThat(town.tally.of("failed status_5xx")).isEqualTo(1);
        assertThat(town.tally.of("sent")).isEqualTo(1);
    }

    /** Its lease is over by then. */
    @Test
    void sendsNothingThatItWasStoppedOver() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        List<Integer> sentAfter = new CopyOnWriteArrayList<>();
        town.log.onMarks = looks::incrementAndGet;
        channel.answer = push -> {
            sentAfter.add(looks.get());
            return Future.succeededFuture(new Receipt.Sent());
        };
        Duration stopped = Duration.ofSeconds(30);
        InstantSource clock =
                () -> looks.get() == 0 ? Instant.now() : Instant.now().plus(stopped);
        town.deploy(town.settings(), channel.asFcm(), PushTown.paced(Duration.ofMillis(50)), clock);
        town.tell(town.reader(FakeChannel.phone("token")), author, "hello");
        Eventually.holds("the push", () -> !sentAfter.isEmpty());
        assertThat(sentAfter).containsExactly(2);
    }

    @Test
    void waitsWhileTheStoreIsDown() throws Exception {
        town.log.setDown(true);
        town.deploy(town.settings(), channel.asFcm());
        Reader reader = town.reader(FakeChannel.phone("token"));
        town.tell(reader, author, "hello");
        Eventually.holds("it was asked for again", () -> town.log.refusals.get() > 1);
        assertThat(channel.sent).isEmpty();
        town.log.setDown(false);
        Eventually.holds("the push", () -> channel.sent.size() == 1);
    }

    @Test
    void keepsWhatIsQueuedWhileNobodySends() throws Exception {
        Reader reader = town.reader(FakeChannel.phone("token"));
        town.tell(reader, author, "hello");
        String first = town.deploy(town.settings(), channel.asFcm());
        Eventually.holds("the push", () -> channel.sent.size() == 1);
        town.undeploy(first);
        town.tell(reader, author, "again");
        town.deploy(town.settings(), channel.asFcm());
        Eventually.holds("the second push", () -> channel.sent.size() == 2);
    }

    @Test
    void tellsNobodyTwiceWhereTwoShareTheWork() throws Exception {
        List<FakeChannel> couriers = List.of(new FakeChannel(), new FakeChannel());
        for (FakeChannel courier : couriers) {
            courier.answer = push -> town.vertx.timer(20).map(new Receipt.Sent());
            town.deploy(town.settings(), courier.asFcm());
        }
        List<Reader> readers = List.of(town.reader(FakeChannel.phone("a")), town.reader(FakeChannel.phone("b")));
        List<UserId> authors = town.authors(60);
        int messages = 2 * authors.size();
        for (int i = 0; i < messages; i++) {
            town.tell(readers.get(i % 2), authors.get(i / 2), "hello " + i);
        }
        Eventually.holds(
                "all pushes",
                () -> couriers.stream().mapToInt(courier -> courier.sent.size()).sum() >= messages);
        assertThat(couriers.stream()
                        .flatMap(courier -> courier.sent.stream())
                        .map(push -> push.note().last())
                        .distinct())
                .hasSize(messages);
    }

    @Test
    void waitsAsLongAsTheProviderAsks() throws Exception {
        List<Instant> tries = new CopyOnWriteArrayList<>();
        Receipt busy = new Receipt.Later("too_many", Optional.of(Duration.ofSeconds(1)), false);
        channel.answer = push -> {
            tries.add(Instant.now());
            return Future.succeededFuture(tries.size() == 1 ? busy : new Receipt.Sent());
        };
        town.deploy(town.settings(), channel.asFcm());
        town.tell(town.reader(FakeChannel.phone("token")), author, "hello");
        Eventually.holds("the second try", () -> channel.sent.size() == 1);
        assertThat(Duration.between(tries.get(0), tries.get(1))).isGreaterThan(Duration.ofMillis(950));
    }

    @Test
    void keepsAProviderBusyWithoutWaitingForTheNextLook() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        channel.answer = push -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            return town.vertx
                    .timer(5)
                    .onComplete(sent -> underWay.decrementAndGet())
                    .map(new Receipt.Sent());
        };
        Reader reader = town.reader(FakeChannel.phone("token"));
        List<UserId> authors = town.authors(250);
        for (UserId from : authors) {
            town.tell(reader, from, "hello");
        }
        town.deploy(town.settings(), channel.asFcm(), PushTown.paced(Duration.ofHours(1)));
        Eventually.holds("all pushes", () -> channel.sent.size() == authors.size());
        assertThat(most.get()).isBetween(2, Provider.AT_ONCE);
    }

    @Test
    void aDeadProviderCostsTheOthersNothing() throws Exception {
        FakeChannel dead = new FakeChannel();
        dead.answer = push -> Future.succeededFuture(DOWN);
        town.deploy(town.settings(), Map.of(PushService.Channel.APNS, dead, PushService.Channel.FCM, channel));
        Reader left = town.reader(new PushService.Target(PushService.Channel.APNS, "dead", "", ""));
        Reader right = town.reader(FakeChannel.phone("alive"));
        List<UserId> authors = town.authors(50);
        for (UserId from : authors) {
            town.tell(left, from, "lost");
        }
        Eventually.holds("the breaker is open", () -> town.tally.of("failed status_5xx") >= 1);
        for (UserId from : authors) {
            town.tell(right, from, "found");
        }
        Eventually.holds("the others", () -> channel.sent.size() == authors.size());
        assertThat(town.tally.of("failed status_5xx")).isLessThan(authors.size());
    }
}
