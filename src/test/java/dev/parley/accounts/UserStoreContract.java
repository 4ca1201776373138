package dev.parley.accounts;

import static dev.parley.accounts.TestPeople.anyone;
import static dev.parley.accounts.TestPeople.await;
import static dev.parley.accounts.TestPeople.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.AccountsService.PresenceVisibility;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store of users does. */
public interface UserStoreContract {
    /** An open store; the same for all tests. */
    AccountStores stores();

    @Test
    default void findsWhatItWasGiven() throws Exception {
        NewUser user = create(anyone());
        UserStore users = stores().users();
        assertThat(await(users.find(user.profile().id()))).contains(user.profile());
        assertThat(await(users.findByName(user.profile().username()))).contains(user.profile());
        assertThat(await(users.credentials(user.profile().username())))
                .contains(new Credentials(user.profile().id(), user.passwordHash()));
    }

    @Test
    default void findsNobodyElse() throws Exception {
        UserStore users = stores().users();
        assertThat(await(users.find(new UserId(TestPeople.newId())))).isEmpty();
        assertThat(await(users.findByName("nobody"))).isEmpty();
        assertThat(await(users.credentials("' OR '1' = '1"))).isEmpty();
    }

    @Test
    default void keepsOnlyTheFirstOfAName() throws Exception {
        NewUser first = create(anyone());
        Profile sameName =
                TestPeople.profile(TestPeople.newId(), first.profile().username());
        Throwable failure = failure(stores().users().create(new NewUser(sameName, "x", Instant.EPOCH)));
        assertThat(((Failure) failure).code()).isEqualTo(FailureCode.USERNAME_TAKEN);
        assertThat(((Failure) failure).field()).contains("username");
        assertThat(await(stores().users().find(sameName.id()))).isEmpty();
    }

    @Test
    default void givesANameToOneOfManyAtOnce() throws Exception {
        String name = anyone().profile().username();
        List<Future<Boolean>> tries = IntStream.range(0, 20)
                .mapToObj(i -> new NewUser(TestPeople.profile(TestPeople.newId(), name), "x", Instant.EPOCH))
                .map(user -> stores().users().create(user).map(true).otherwise(false))
                .toList();
        assertThat(await(Future.all(tries)).<Boolean>list()).containsOnlyOnce(true);
    }

    @Test
    default void changesAProfileButNotItsName() throws Exception {
        NewUser user = create(anyone());
        UserId id = user.profile().id();
        Profile wanted =
                new Profile(id, "other", "New 😀 Name", "about", "https://a/b", PresenceVisibility.NOBODY, false);
        await(stores().users().update(id, before -> {
            assertThat(before).isEqualTo(user.profile());
            return Change.none(wanted);
        }));
        Profile found = await(stores().users().find(id)).orElseThrow();
        assertThat(found).usingRecursiveComparison().ignoringFields("username").isEqualTo(wanted);
        assertThat(found.username()).isEqualTo(user.profile().username());
    }

    @Test
    default void losesNoneOfManyChangesAtOnce() throws Exception {
        UserId id = create(anyone()).profile().id();
        List<Future<Optional<Change<Profile>>>> changes = IntStream.range(0, 30)
                .mapToObj(i -> stores().users().update(id, before -> Change.none(about(before, before.about() + "x"))))
                .toList();
        await(Future.all(changes));
        assertThat(await(stores().users().find(id)).orElseThrow().about()).hasSize(30);
    }

    @Test
    default void changesNobodyElse() throws Exception {
        assertThat(await(stores().users().update(new UserId(TestPeople.newId()), Change::none)))
                .isEmpty();
    }

    @Test
    default void replacesAHashUnlessItChangedMeanwhile() throws Exception {
        NewUser user = create(anyone());
        String name = user.profile().username();
        Credentials old = await(stores().users().credentials(name)).orElseThrow();
        await(stores().users().replaceHash(old, "second"));
        await(stores().users().replaceHash(old, "third"));
        assertThat(await(stores().users().credentials(name)).orElseThrow().passwordHash())
                .isEqualTo("second");
    }

    @Test
    default void saysWhichUsersExist() throws Exception {
        UserId one = create(anyone()).profile().id();
        UserId two = create(anyone()).profile().id();
        UserId nobody = new UserId(TestPeople.newId());
        assertThat(await(stores().users().existing(Set.of(one, two, nobody)))).containsExactlyInAnyOrder(one, two);
        assertThat(await(stores().users().existing(Set.of()))).isEmpty();
    }

    @Test
    default void readsManyAtOnce() throws Exception {
        Profile one = create(anyone()).profile();
        Profile two = create(anyone()).profile();
        UserId nobody = new UserId(TestPeople.newId());
        assertThat(await(stores().users().all(Set.of(one.id(), two.id(), nobody))))
                .containsExactlyInAnyOrder(one, two);
        assertThat(await(stores().users().all(Set.of()))).isEmpty();
    }

    @Test
    default void takesTheLongestTextsThatAreAllowed() throws Exception {
        NewUser user = create(anyone());
        UserId id = user.profile().id();
        Profile longest = new Profile(
                id,
                user.profile().username(),
                "😀".repeat(64),
                "😀".repeat(500),
                "h".repeat(512),
                PresenceVisibility.FRIENDS,
                true);
        assertThat(await(stores().users().update(id, before -> Change.none(longest))))
                .contains(Change.none(longest));
        assertThat(await(stores().users().find(id))).contains(longest);
    }

    @Test
    default void keepsARuleThatItsCallerForgot() {
        Stream.of("ab", "Upper")
                .map(name -> new NewUser(TestPeople.profile(TestPeople.newId(), name), "x", Instant.EPOCH))
                .forEach(user -> assertThatThrownBy(() -> await(stores().users().create(user)))
                        .isNotNull());
    }

    private NewUser create(NewUser user) throws Exception {
        await(stores().users().create(user));
        return user;
    }

    private static Profile about(Profile before, String about) {
        return new Profile(
                before.id(),
                before.username(),
                before.displayName(),
                about,
                before.avatar(),
                before.presence(),
                before.readReceipts());
    }
}
