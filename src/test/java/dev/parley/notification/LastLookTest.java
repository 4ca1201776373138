package dev.parley.notification;

import static dev.parley.accounts.TestPeople.await;
import static dev.parley.accounts.TestPeople.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccountsService;
import dev.parley.bus.Bus;
import dev.parley.bus.GroupsService;
import dev.parley.bus.GroupsService.Name;
import dev.parley.bus.GroupsService.Names;
import dev.parley.bus.PushService.Carries;
import dev.parley.bus.PushService.Letter;
import dev.parley.bus.PushService.Parcel;
import dev.parley.bus.PushService.QuietHours;
import dev.parley.bus.PushService.Wishes;
import dev.parley.model.ConversationId;
import dev.parley.model.DeviceId;
import dev.parley.model.GroupId;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is looked at right before a push is sent. */
class LastLookTest {
    private static final UserId ANN = new UserId(1);
    private static final UserId BOB = new UserId(2);
    private static final ConversationId CHAT = ConversationId.direct(ANN, BOB);
    private static final ConversationId GROUP = new ConversationId.Group(new GroupId(7));

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final PushLog log = new PushLog();

    @BeforeEach
    void start() throws Exception {
        await(log.serve(bus));
        await(log.serveMembership(bus));
        await(bus.serve(
                AccountsService.PROFILE,
                asked -> Future.succeededFuture(profile(asked.user().value(), "bob"))));
        await(bus.serve(
                GroupsService.NAMES,
                asked -> Future.succeededFuture(new Names(asked.groups().stream()
                        .map(group -> new Name(group, "Tea"))
                        .toList()))));
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @Test
    void tellsOfOneMessageWithTheTrueCounts() throws Exception {
        log.say(GROUP, BOB, "elsewhere");
        log.say(CHAT, BOB, "before");
        Message message = log.say(CHAT, BOB, "hello");
        Note note = told(parcel(message));
        assertThat(note.last()).isEqualTo(message.id());
        assertThat(note.count()).isEqualTo(1);
        assertThat(note.unread()).isEqualTo(2);
        assertThat(note.badge()).isEqualTo(3);
        assertThat(note.source()).contains(new Note.Source(BOB, "Some One", Optional.empty()));
        assertThat(note.text()).contains("hello");
    }

    @Test
    void tellsOfSeveralByTheirNumberAndTheLast() throws Exception {
        Note note = told(parcel(log.say(GROUP, BOB, "one"), log.say(GROUP, BOB, "two"), log.say(GROUP, BOB, "three")));
        assertThat(note.count()).isEqualTo(3);
        assertThat(note.text()).contains("three");
        assertThat(note.source().orElseThrow().group()).contains("Tea");
    }

    @Test
    void tellsNothingOfWhatWasReadOrReceivedOnAnyDevice() throws Exception {
        Message read = log.say(CHAT, BOB, "read");
        log.mark(ANN, read, true);
        assertThat(dropped(parcel(read))).isEqualTo("received");
        Message received = log.say(CHAT, BOB, "received");
        log.mark(ANN, received, false);
        assertThat(dropped(parcel(received))).isEqualTo("received");
        Message more = log.say(CHAT, BOB, "more");
        log.mark(BOB, more, true);
        assertThat(told(parcel(read, received, more)).count()).isEqualTo(1);
    }

    @Test
    void tellsNothingOfWhatWasDeleted() throws Exception {
        Message kept = log.say(CHAT, BOB, "kept");
        Message deleted = log.say(CHAT, BOB, "deleted");
        log.delete(deleted);
        assertThat(dropped(parcel(deleted))).isEqualTo("deleted");
        Note note = told(parcel(kept, deleted));
        assertThat(note.count()).isEqualTo(1);
        assertThat(note.text()).contains("kept");
    }

    @Test
    void tellsNothingToWhoMutedBlocksOrLeft() throws Exception {
        Message message = log.say(CHAT, BOB, "hello");
        Parcel plain = parcel(message);
        assertThat(dropped(parcel(plain, Wishes.USUAL, true, plain.letters()))).isEqualTo("muted");
        assertThat(dropped(parcel(plain, Wishes.USUAL, false, List.of(new Letter(message.id(), true)))))
                .isEqualTo("blocked");
        log.shutOut(ANN);
        assertThat(dropped(plain)).isEqualTo("left");
    }

    @Test
    void waitsUntilQuietHoursAreOver() throws Exception {
        Parcel parcel = parcel(log.say(CHAT, BOB, "hello"));
        Instant now = Instant.now();
        int minute = (int) (now.getEpochSecond() / 60 % 1440);
        QuietHours quiet = new QuietHours((minute + 1430) % 1440, (minute + 10) % 1440, "UTC");
        Decision decision = decide(
                parcel(parcel, new Wishes(Carries.TEXT, Optional.of(quiet)), false, parcel.letters()),
                Carries.TEXT,
                now);
        assertThat(decision).isInstanceOf(Decision.Hold.class);
        assertThat(((Decision.Hold) decision).until()).isBetween(now.plusSeconds(540), now.plusSeconds(600));
        QuietHours over = new QuietHours((minute + 1400) % 1440, (minute + 1435) % 1440, "UTC");
        assertThat(told(parcel(parcel, new Wishes(Carries.TEXT, Optional.of(over)), false, parcel.letters())))
                .isNotNull();
    }

    @Test
    void saysNoMoreThanUserAndServerWant() throws Exception {
        Parcel plain = parcel(log.say(CHAT, BOB, "hello"));
        Parcel discreet = parcel(plain, new Wishes(Carries.SENDER, Optional.empty()), false, plain.letters());
        Parcel silent = parcel(plain, new Wishes(Carries.NOTHING, Optional.empty()), false, plain.letters());
        assertThat(told(discreet).text()).isEmpty();
        assertThat(told(discreet).source()).isPresent();
        assertThat(told(silent).source()).isEmpty();
        Decision.Tell capped = (Decision.Tell) decide(plain, Carries.NOTHING, Instant.now());
        assertThat(capped.note().source()).isEmpty();
        assertThat(capped.note().text()).isEmpty();
    }

    @Test
    void givesUpWhatIsTooOld() throws Exception {
        Parcel parcel = parcel(log.say(CHAT, BOB, "hello"));
        assertThat(decide(parcel, Carries.TEXT, Instant.now().plus(Duration.ofHours(2))))
                .isEqualTo(new Decision.Drop("expired"));
    }

    @Test
    void failsWhileTheStoreIsDown() throws Exception {
        Parcel parcel = parcel(log.say(CHAT, BOB, "hello"));
        log.setDown(true);
        assertThat(look(Carries.TEXT)
                        .at(parcel, Instant.now())
                        .transform(done -> Future.succeededFuture(done.failed())))
                .satisfies(failed -> assertThat(await(failed)).isTrue());
    }

    private Note told(Parcel parcel) throws Exception {
        return ((Decision.Tell) decide(parcel, Carries.TEXT, Instant.now())).note();
    }

    private String dropped(Parcel parcel) throws Exception {
        return ((Decision.Drop) decide(parcel, Carries.TEXT, Instant.now())).reason();
    }

    private Decision decide(Parcel parcel, Carries most, Instant now) throws Exception {
        return await(look(most).at(parcel, now));
    }

    private LastLook look(Carries most) {
        return new LastLook(bus, most, Duration.ofHours(1));
    }

    private static Parcel parcel(Message... messages) {
        List<Letter> letters = Stream.of(messages)
                .map(message -> new Letter(message.id(), false))
                .toList();
        return new Parcel(
                1,
                ANN,
                new DeviceId(11),
                FakeChannel.phone("token"),
                "fcm",
                messages[0].conversation(),
                letters,
                0,
                Wishes.USUAL,
                false);
    }

    private static Parcel parcel(Parcel like, Wishes wishes, boolean muted, List<Letter> letters) {
        return new Parcel(
                like.claim(),
                like.user(),
                like.device(),
                like.target(),
                like.provider(),
                like.conversation(),
                letters,
                like.attempts(),
                wishes,
                muted);
    }
}
