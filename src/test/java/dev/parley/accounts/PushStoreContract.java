package dev.parley.accounts;

import static dev.parley.accounts.TestPeople.await;
import static dev.parley.accounts.TestPeople.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.accounts.PushQueue.Entry;
import dev.parley.accounts.PushQueue.Wanted;
import dev.parley.bus.PreferencesService.Preference;
import dev.parley.bus.PushService.Carries;
import dev.parley.bus.PushService.Channel;
import dev.parley.bus.PushService.Letter;
import dev.parley.bus.PushService.Outcome;
import dev.parley.bus.PushService.Parcel;
import dev.parley.bus.PushService.QuietHours;
import dev.parley.bus.PushService.Settlement;
import dev.parley.bus.PushService.Target;
import dev.parley.bus.PushService.Wishes;
import dev.parley.model.ConversationId;
import dev.parley.model.ConversationId.Direct;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.GroupId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of registrations and every queue of pushes does. Each test leaves nothing that is due behind. */
public interface PushStoreContract {
    Instant PUSH_NOW = Instant.parse("2026-01-01T12:00:00Z");
    Instant LEASED = PUSH_NOW.plusSeconds(20);
    Instant LATER = PUSH_NOW.plusSeconds(60);
    Instant END = PUSH_NOW.plusSeconds(1_000_000);

    /** An open store; the same for all tests. */
    AccountStores stores();

    /** A registered device and who has it. */
    record Phone(UserId user, SignIn signIn, Registration registration) {
        DeviceId device() {
            return signIn.device();
        }
    }

    @Test
    default void handsOutWhatIsDueOnce() throws Exception {
        Phone phone = phone();
        Entry entry = entry(phone, chat(), PUSH_NOW);
        assertThat(add(entry)).isEqualTo(1);
        Parcel parcel = single(claim(PUSH_NOW, LEASED));
        assertThat(parcel.user()).isEqualTo(phone.user());
        assertThat(parcel.device()).isEqualTo(phone.device());
        assertThat(parcel.target()).isEqualTo(phone.registration().target());
        assertThat(parcel.provider()).isEqualTo(phone.registration().provider());
        assertThat(parcel.conversation()).isEqualTo(entry.conversation());
        assertThat(parcel.letters()).containsExactly(new Letter(entry.message(), false));
        assertThat(parcel.attempts()).isZero();
        assertThat(parcel.wishes()).isEqualTo(Wishes.USUAL);
        assertThat(parcel.muted()).isFalse();
        assertThat(claim(PUSH_NOW, LEASED)).isEmpty();
        settle(parcel, new Outcome.Over());
        assertThat(claim(END, END)).isEmpty();
    }

    @Test
    default void handsOutNothingBeforeItIsDue() throws Exception {
        Phone phone = phone();
        add(entry(phone, chat(), LATER));
        assertThat(claim(PUSH_NOW, LEASED)).isEmpty();
        settle(single(claim(LATER, END)), new Outcome.Over());
    }

    @Test
    default void tellsNobodyTwiceOfAMessage() throws Exception {
        Phone phone = phone();
        Entry entry = entry(phone, chat(), PUSH_NOW);
        add(entry);
        add(entry);
        Parcel parcel = single(claim(PUSH_NOW, LEASED));
        assertThat(parcel.letters()).hasSize(1);
        add(entry);
        settle(parcel, new Outcome.Over());
        add(entry);
        assertThat(claim(END, END)).isEmpty();
    }

    @Test
    default void gathersWhatIsQueuedForOneConversationOfADevice() throws Exception {
        Phone phone = phone();
        ConversationId chat = chat();
        Entry first = entry(phone, chat, PUSH_NOW);
        Entry second = entry(phone, chat, LATER);
        Entry elsewhere = entry(phone, chat(), LATER);
        await(stores().pushes().add(List.of(first, second, elsewhere), PUSH_NOW, END));
        Parcel parcel = single(claim(PUSH_NOW, LEASED));
        assertThat(parcel.letters()).extracting(Letter::message).containsExactly(first.message(), second.message());
        settle(parcel, new Outcome.Over());
        settle(single(claim(LATER, END)), new Outcome.Over());
        assertThat(claim(END, END)).isEmpty();
    }

    @Test
    default void tellsEveryDeviceOfAUserAndNoOther() throws Exception {
        Phone phone = phone();
        Phone tablet = phone(phone.user());
        phone();
        add(entry(phone, chat(), PUSH_NOW));
        List<Parcel> parcels = claim(PUSH_NOW, LEASED);
        assertThat(parcels).extracting(Parcel::device).containsExactlyInAnyOrder(phone.device(), tablet.device());
        settleAll(parcels);
    }

    @Test
    default void triesAgainWhenItIsTimeAndHoldsBackTheRestOfTheDevice() throws Exception {
        Phone phone = phone();
        add(entry(phone, chat(), PUSH_NOW));
        Parcel first = single(claim(PUSH_NOW, LEASED));
        settle(first, new Outcome.Failed(LATER));
        add(entry(phone, chat(), PUSH_NOW));
        assertThat(claim(PUSH_NOW, LEASED)).isEmpty();
        settle(first, new Outcome.Failed(LATER));
        List<Parcel> parcels = claim(LATER, END);
        assertThat(parcels).extracting(Parcel::attempts).containsExactlyInAnyOrder(0, 1);
        settleAll(parcels);
    }

    @Test
    default void holdsWithoutCountingItAsTried() throws Exception {
        Phone phone = phone();
        add(entry(phone, chat(), PUSH_NOW));
        settle(single(claim(PUSH_NOW, LEASED)), new Outcome.Held(LATER));
        assertThat(claim(PUSH_NOW, LEASED)).isEmpty();
        Parcel parcel = single(claim(LATER, END));
        assertThat(parcel.attempts()).isZero();
        settle(parcel, new Outcome.Over());
    }

    @Test
    default void handsOutAgainWhatNobodySettledInTime() throws Exception {
        Phone phone = phone();
        add(entry(phone, chat(), PUSH_NOW));
        Parcel lost = single(claim(PUSH_NOW, LEASED));
        Parcel found = single(claim(LEASED, END));
        assertThat(found.claim()).isNotEqualTo(lost.claim());
        settle(lost, new Outcome.Failed(PUSH_NOW));
        assertThat(claim(LATER, END)).isEmpty();
        settle(lost, new Outcome.Over());
        settle(found, new Outcome.Failed(PUSH_NOW));
        assertThat(claim(END, END)).isEmpty();
    }

    @Test
    default void leavesOutProviders() throws Exception {
        Phone phone = phone();
        add(entry(phone, chat(), PUSH_NOW));
        Set<String> without = Set.of(phone.registration().provider(), "another");
        assertThat(await(stores().pushes().claim(new Wanted(PUSH_NOW, 10, without, LEASED))))
                .isEmpty();
        settleAll(await(stores().pushes().claim(new Wanted(PUSH_NOW, 10, Set.of("another"), LEASED))));
        assertThat(claim(END, END)).isEmpty();
    }

    @Test
    default void handsEachToOneOfManyTakers() throws Exception {
        Phone phone = phone();
        List<Entry> entries = IntStream.range(0, 60)
                .mapToObj(i -> entry(phone, chat(), PUSH_NOW))
                .toList();
        assertThat(await(stores().pushes().add(entries, PUSH_NOW, END))).isEqualTo(1);
        List<Parcel> all = new ArrayList<>();
        while (all.size() < entries.size()) {
            List<Future<List<Parcel>>> takers = IntStream.range(0, 4)
                    .mapToObj(i -> stores().pushes().claim(new Wanted(PUSH_NOW, 7, Set.of(), LEASED)))
                    .toList();
            await(Future.all(takers));
            takers.forEach(taker -> all.addAll(taker.result()));
            assertThat(takers).anyMatch(taker -> !taker.result().isEmpty());
        }
        Set<MessageId> handedOut = new HashSet<>();
        assertThat(all).flatExtracting(Parcel::letters).allMatch(letter -> handedOut.add(letter.message()));
        assertThat(handedOut).hasSameSizeAs(entries);
        settleAll(all);
    }

    @Test
    default void saysWhatItsReaderWants() throws Exception {
        Phone phone = phone();
        UserId author = TestPeople.keep(stores());
        UserId foe = TestPeople.keep(stores());
        ConversationId chat = chat();
        Wishes wishes = new Wishes(Carries.SENDER, Optional.of(new QuietHours(1320, 420, "Europe/Berlin")));
        await(stores().registrations().wish(phone.user(), Wishes.USUAL));
        await(stores().registrations().wish(phone.user(), wishes));
        assertThat(await(stores().registrations().wishes(phone.user()))).isEqualTo(wishes);
        await(stores().preferences()
                .change(phone.user(), chat, before -> new Change<>(new Preference(chat, true, false), List.of())));
        Direct foes = (Direct) ConversationId.direct(phone.user(), foe);
        await(stores().ties()
                .change(foes, PUSH_NOW, before -> new Change<>(Tie.blocked(Set.of(phone.user())), List.of())));
        Entry heard = new Entry(message(), chat, author, Set.of(phone.user()), PUSH_NOW);
        Entry unheard = new Entry(message(), chat, foe, Set.of(phone.user()), PUSH_NOW);
        await(stores().pushes().add(List.of(heard, unheard), PUSH_NOW, END));
        Parcel parcel = single(claim(PUSH_NOW, LEASED));
        assertThat(parcel.wishes()).isEqualTo(wishes);
        assertThat(parcel.muted()).isTrue();
        assertThat(parcel.letters())
                .containsExactlyInAnyOrder(new Letter(heard.message(), false), new Letter(unheard.message(), true));
        settle(parcel, new Outcome.Over());
    }

    @Test
    default void knowsNoWishesOfNobody() throws Exception {
        UserId nobody = new UserId(TestPeople.newId());
        assertThat(await(stores().registrations().wishes(nobody))).isEqualTo(Wishes.USUAL);
        Failure failure = (Failure) failure(stores().registrations().wish(nobody, Wishes.USUAL));
        assertThat(failure.code()).isEqualTo(FailureCode.NOT_FOUND);
    }

    @Test
    default void sendsToWhereADeviceRegisteredLast() throws Exception {
        Phone phone = phone();
        add(entry(phone, chat(), PUSH_NOW));
        Registration moved = registration(phone.signIn(), "https://elsewhere.example/" + TestPeople.newId());
        await(stores().registrations().register(moved));
        Parcel parcel = single(claim(PUSH_NOW, LEASED));
        assertThat(parcel.target()).isEqualTo(moved.target());
        settle(parcel, new Outcome.Over());
    }

    @Test
    default void registersOnlyWhoIsSignedIn() throws Exception {
        UserId user = TestPeople.keep(stores());
        SignIn signIn = signIn(user);
        Registration registration = registration(signIn, "https://push.example/1");
        assertThat(failure(stores().registrations().register(registration))).isInstanceOf(Failure.class);
    }

    @Test
    default void tellsADeviceNothingAfterItSignedOut() throws Exception {
        Phone phone = phone();
        add(entry(phone, chat(), PUSH_NOW));
        await(stores().devices().signOut(phone.user(), phone.device(), PUSH_NOW));
        assertThat(claim(PUSH_NOW, LEASED)).isEmpty();
        assertThat(add(entry(phone, chat(), PUSH_NOW))).isZero();
        SignIn again = new SignIn(
                "again" + TestPeople.newId(), phone.user(), phone.device(), "phone", "android", PUSH_NOW, END);
        await(stores().devices().signInAgain(again));
        assertThat(add(entry(phone, chat(), PUSH_NOW))).isZero();
        assertThat(claim(END.minusSeconds(1), END)).isEmpty();
    }

    @Test
    default void tellsADeviceNothingAfterItUnregistered() throws Exception {
        Phone phone = phone();
        add(entry(phone, chat(), PUSH_NOW));
        await(stores().registrations().unregister(phone.user(), phone.device()));
        assertThat(claim(PUSH_NOW, LEASED)).isEmpty();
        assertThat(add(entry(phone, chat(), PUSH_NOW))).isZero();
    }

    @Test
    default void endsTheRegistrationOfADeviceThatIsGone() throws Exception {
        Phone phone = phone();
        await(stores().pushes()
                .add(List.of(entry(phone, chat(), PUSH_NOW), entry(phone, chat(), LATER)), PUSH_NOW, END));
        settle(single(claim(PUSH_NOW, LEASED)), new Outcome.Gone());
        assertThat(claim(LATER, END)).isEmpty();
        assertThat(add(entry(phone, chat(), PUSH_NOW))).isZero();
    }

    @Test
    default void keepsARegistrationThatCameInPlaceOfTheOneThatIsGone() throws Exception {
        Phone phone = phone();
        add(entry(phone, chat(), PUSH_NOW));
        Parcel parcel = single(claim(PUSH_NOW, LEASED));
        Registration renewed = registration(phone.signIn(), "https://push.example/renewed" + TestPeople.newId());
        await(stores().registrations().register(renewed));
        settle(parcel, new Outcome.Gone());
        Parcel again = single(claim(LEASED, END));
        assertThat(again.target()).isEqualTo(renewed.target());
        settle(again, new Outcome.Over());
    }

    @Test
    default void forgetsWhatIsOld() throws Exception {
        Phone phone = phone();
        Entry entry = entry(phone, chat(), PUSH_NOW);
        await(stores().pushes().add(List.of(entry), PUSH_NOW, LEASED));
        await(stores().pushes().forget(LEASED));
        assertThat(claim(PUSH_NOW, LEASED)).isEmpty();
        add(entry);
        settle(single(claim(PUSH_NOW, LEASED)), new Outcome.Over());
        await(stores().pushes().forget(LATER));
        add(entry);
        settle(single(claim(PUSH_NOW, LEASED)), new Outcome.Over());
    }

    /** Somebody with a device that is registered. */
    default Phone phone() throws Exception {
        return phone(TestPeople.keep(stores()));
    }

    private Phone phone(UserId user) throws Exception {
        SignIn signIn = signIn(user);
        await(stores().devices().add(signIn));
        Registration registration = registration(signIn, "https://push.example/" + TestPeople.newId());
        await(stores().registrations().register(registration));
        return new Phone(user, signIn, registration);
    }

    private static SignIn signIn(UserId user) {
        long id = TestPeople.newId();
        return new SignIn("sign-in-" + id, user, new DeviceId(id), "phone", "android", PUSH_NOW, END);
    }

    private static Registration registration(SignIn signIn, String address) {
        Target target = new Target(Channel.WEBPUSH, address, "key", "secret");
        return new Registration(signIn.user(), signIn.device(), signIn.id(), target, "webpush:push.example");
    }

    static Entry entry(Phone phone, ConversationId chat, Instant due) {
        return new Entry(message(), chat, new UserId(1), Set.of(phone.user()), due);
    }

    private static MessageId message() {
        return new MessageId(TestPeople.newId());
    }

    static ConversationId chat() {
        return new ConversationId.Group(new GroupId(TestPeople.newId()));
    }

    private int add(Entry entry) throws Exception {
        return await(stores().pushes().add(List.of(entry), PUSH_NOW, END));
    }

    private List<Parcel> claim(Instant now, Instant until) throws Exception {
        return await(stores().pushes().claim(new Wanted(now, 100, Set.of(), until)));
    }

    private static Parcel single(List<Parcel> parcels) {
        assertThat(parcels).hasSize(1);
        return parcels.get(0);
    }

    private void settle(Parcel parcel, Outcome outcome) throws Exception {
        await(stores().pushes().settle(List.of(new Settlement(parcel, outcome)), LATER));
    }

    default void settleAll(List<Parcel> parcels) throws Exception {
        await(stores().pushes()
                .settle(
                        parcels.stream()
                                .map(parcel -> new Settlement(parcel, new Outcome.Over()))
                                .toList(),
                        LATER));
    }
}
