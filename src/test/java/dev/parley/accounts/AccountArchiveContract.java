package dev.parley.accounts;

import static dev.parley.accounts.TestPeople.anyone;
import static dev.parley.accounts.TestPeople.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.accounts.GroupState.Seat;
import dev.parley.accounts.TieStore.Word;
import dev.parley.archive.Archive;
import dev.parley.archive.ArchiveInHand;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.PreferencesService.Preference;
import dev.parley.model.ConversationId;
import dev.parley.model.ConversationId.Direct;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.GroupId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every adapter's archive does: give out what its store keeps, and take it in for its store. */
public interface AccountArchiveContract {
    Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    Instant LATER = NOW.plusSeconds(60);

    /** Opens the store in the one place of the test, which is empty at first. */
    Future<AccountStores> openStores();

    /** Opens the archive of the same place, while the store is closed. */
    Future<Archive> openArchive();

    /** Opens an archive of another place that is empty. */
    Future<Archive> openOtherArchive();

    /** Opens the store of the other place. */
    Future<AccountStores> openOtherStores();

    @Test
    default void takesInWhatItGaveOut() throws Exception {
        NewUser user = anyone();
        SignIn kept = signIn(user);
        SignIn ended = signIn(user);
        AccountStores stores = await(openStores());
        await(stores.users().create(user));
        await(stores.users().create(anyone()));
        await(stores.devices().add(kept));
        await(stores.devices().add(ended));
        await(stores.devices().revoke(ended.id(), LATER));
        await(stores.devices().rotate(kept.id(), 1, LATER, kept.expiresAt()));
        await(stores.close());

        Map<String, List<JsonObject>> records = exported();
        move(records);

        AccountStores moved = await(openOtherStores());
        assertThat(await(moved.users().find(user.profile().id()))).contains(user.profile());
        assertThat(await(moved.users().credentials(user.profile().username())))
                .contains(new Credentials(user.profile().id(), user.passwordHash()));
        assertThat(await(moved.devices().signedIn(user.profile().id(), NOW)))
                .singleElement()
                .satisfies(device -> assertThat(device.id()).isEqualTo(kept.device()));
        assertThat(await(moved.devices().revokedSince(NOW, 10))).hasSize(1);
        assertThat(await(moved.devices().rotate(kept.id(), 2, LATER, kept.expiresAt())))
                .isEqualTo(Rotation.DONE);
        assertThat(await(moved.devices().signInAgain(signInAgain(ended)))).isEmpty();
        await(moved.close());
    }

    @Test
    default void takesInFriendsBlocksGroupsAndPreferences() throws Exception {
        AccountStores stores = await(openStores());
        UserId ann = TestPeople.keep(stores);
        UserId ben = TestPeople.keep(stores);
        UserId cat = TestPeople.keep(stores);
        Direct friends = (Direct) ConversationId.direct(ann, ben);
        Direct foes = (Direct) ConversationId.direct(ben, cat);
        Direct asked = (Direct) ConversationId.direct(ann, cat);
        become(stores, friends, Tie.FRIENDS);
        become(stores, foes, Tie.blocked(Set.of(cat)));
        become(stores, asked, Tie.asked(cat));
        await(stores.ties().wrote(List.of(new Word(asked, ann))));
        GroupState group = group(stores, ann, ben, cat);
        Preference preference = new Preference(group.conversation(), true, true);
        Announcement waiting = AnnouncementStoreContract.event(ann);
        await(stores.preferences()
                .change(ann, group.conversation(), before -> new Change<>(preference, List.of(waiting))));
        await(stores.close());

        move(exported());

        AccountStores moved = await(openOtherStores());
        assertThat(await(moved.friends().friends(ann, 10)).friends()).hasSize(1);
        assertThat(await(moved.ties().standing(foes))).contains(new Standing.Blocked());
        assertThat(await(moved.ties().standing(asked))).contains(new Standing.Strangers(Optional.of(ann)));
        assertThat(await(moved.groups().find(group.id()))).contains(group);
        assertThat(await(moved.groups().windows(cat, Set.of(group.id())))).containsKey(group.id());
        assertThat(await(moved.preferences().pinned(ann))).containsExactly(preference);
        assertThat(await(moved.announcements().of(waiting.conversation(), 10))).containsExactly(waiting);
        await(moved.close());
    }

    private static void become(AccountStores stores, Direct pair, Tie tie) throws Exception {
        await(stores.ties().change(pair, NOW, before -> new Change<>(tie, List.of())));
    }

    /** A group of some who stay and one who went. */
    private static GroupState group(AccountStores stores, UserId owner, UserId stays, UserId goes) throws Exception {
        TestIds ids = new TestIds();
        MessageId first = ids.next();
        List<Seat> seats = List.of(
                new Seat(owner, 1, true, first), new Seat(stays, 2, false, first), new Seat(goes, 3, false, first));
        GroupState group = new GroupState(new GroupId(ids.newId()), "Tea", owner, NOW, first.value(), seats);
        await(stores.groups().create(new Change<>(group, List.of())));
        GroupChange change = await(stores.groups().change(group.id(), before -> {
            GroupEdit edit = new GroupEdit(before, owner, ids);
            edit.remove(goes);
            return edit.result();
        }));
        return change.after().orElseThrow();
    }

    @Test
    default void givesOutALotPageByPage() throws Exception {
        AccountStores stores = await(openStores());
        for (int i = 0; i < 1_100; i++) {
            await(stores.users().create(anyone()));
        }
        await(stores.close());

        assertThat(exported().get("users")).hasSize(1_100).doesNotHaveDuplicates();
    }

    @Test
    default void isNoStoreWhileAnImportIsNotFinished() throws Exception {
        try (ArchiveInHand archive = new ArchiveInHand(openArchive())) {
            assertThat(archive.takes("this")).isTrue();
            archive.begin("this");
        }
        assertThat(TestPeople.failure(openStores())).hasMessageContaining("is not finished");

        try (ArchiveInHand archive = new ArchiveInHand(openArchive())) {
            assertThatThrownBy(() -> archive.takes("that")).satisfies(AccountArchiveContract::isRefused);
            assertThat(archive.takes("this")).isTrue();
            archive.begin("this");
            archive.end();
            assertThat(archive.takes("this")).isFalse();
        }
        await(await(openStores()).close());
    }

    @Test
    default void takesNothingIntoAStoreThatHoldsSomething() throws Exception {
        AccountStores stores = await(openStores());
        await(stores.users().create(anyone()));
        await(stores.close());

        try (ArchiveInHand archive = new ArchiveInHand(openArchive())) {
            assertThatThrownBy(() -> archive.takes("this")).satisfies(AccountArchiveContract::isRefused);
        }
    }

    private Map<String, List<JsonObject>> exported() {
        try (ArchiveInHand archive = new ArchiveInHand(openArchive())) {
            return archive.read();
        }
    }

    /** Takes records in, twice over. */
    private void move(Map<String, List<JsonObject>> records) {
        try (ArchiveInHand archive = new ArchiveInHand(openOtherArchive())) {
            archive.begin("export");
            archive.write(records);
            archive.write(records);
            assertThat(archive.read()).isEqualTo(records);
            archive.end();
        }
    }

    private static void isRefused(Throwable cause) {
        assertThat(((Failure) cause).code()).isEqualTo(FailureCode.INVALID);
    }

    private static SignIn signIn(NewUser user) {
        long id = TestPeople.newId();
        return new SignIn(
                "sign-in " + id,
                user.profile().id(),
                new DeviceId(id),
                "phone",
                "android",
                NOW,
                NOW.plus(Duration.ofDays(30)));
    }

    private static SignIn signInAgain(SignIn before) {
        return new SignIn(
                "sign-in " + TestPeople.newId(),
                before.user(),
                before.device(),
                "phone",
                "android",
                LATER,
                LATER.plus(Duration.ofDays(30)));
    }
}
