package dev.parley.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.ByName;
import dev.parley.bus.AccountsService.Device;
import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.AccountsService.PresenceVisibility;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.AccountsService.SignUp;
import dev.parley.bus.AccountsService.SignedIn;
import dev.parley.bus.AccountsService.UpdateProfile;
import dev.parley.bus.Done;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.OfConversation;
import dev.parley.bus.MembershipService.Roster;
import dev.parley.model.ConversationId;
import dev.parley.model.FailureCode;
import dev.parley.model.GroupId;
import dev.parley.model.UserId;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People and conversations, over the bus. */
final class AccountsVerticleTest {
    private static TestAccounts accounts;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        accounts = new TestAccounts(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        accounts.close();
    }

    @Test
    void signsUpWithTheDefaultsOfANewcomer() throws Exception {
        Profile profile = accounts.ask(AccountsService.SIGN_UP, new SignUp("ann.b_1", "12345678", "  Ann 😀 "));
        assertThat(profile)
                .isEqualTo(new Profile(profile.id(), "ann.b_1", "Ann 😀", "", "", PresenceVisibility.EVERYONE, true));
        assertThat(accounts.ask(AccountsService.PROFILE, new OfUser(profile.id())))
                .isEqualTo(profile);
        assertThat(accounts.ask(AccountsService.FIND, new ByName("ann.b_1"))).isEqualTo(profile);
    }

    @Test
    void refusesANameThatIsTaken() throws Exception {
        Profile first = accounts.signUp();
        SignUp second = new SignUp(first.username(), "another password", "Other");
        assertThat(accounts.refusal(AccountsService.SIGN_UP, second).code()).isEqualTo(FailureCode.USERNAME_TAKEN);
    }

    @Test
    void findsNobodyUnknown() throws Exception {
        UserId nobody = new UserId(TestPeople.newId());
        assertThat(accounts.refusal(AccountsService.PROFILE, new OfUser(nobody)).code())
                .isEqualTo(FailureCode.NOT_FOUND);
        assertThat(accounts.refusal(AccountsService.FIND, new ByName("no_such_user"))
                        .code())
                .isEqualTo(FailureCode.NOT_FOUND);
        UpdateProfile change = new UpdateProfile(
                nobody, Optional.of("X"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(accounts.refusal(AccountsService.UPDATE_PROFILE, change).code())
                .isEqualTo(FailureCode.NOT_FOUND);
    }

    @Test
    void tellsAUsersDevicesThatTheProfileIsAnotherNow() throws Exception {
        FakeRouter router = new FakeRouter(accounts.bus);
        UserId user = accounts.signUp().id();
        UpdateProfile change = new UpdateProfile(
                user, Optional.of("Anew"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        accounts.ask(AccountsService.UPDATE_PROFILE, change);
        accounts.ask(AccountsService.UPDATE_PROFILE, change);
        assertThat(router.awaitEvents(user, 1)).containsExactly("profile.changed");
    }

    @Test
    void changesOnlyTheFieldsThatAreThere() throws Exception {
        Profile user = accounts.signUp();
        Profile renamed = accounts.ask(
                AccountsService.UPDATE_PROFILE,
                new UpdateProfile(
                        user.id(),
                        Optional.of("New"),
                        Optional.of("About"),
                        Optional.of("https://example.org/me.png"),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(renamed)
                .isEqualTo(new Profile(
                        user.id(),
                        user.username(),
                        "New",
                        "About",
                        "https://example.org/me.png",
                        PresenceVisibility.EVERYONE,
                        true));
        Profile hidden = accounts.ask(
                AccountsService.UPDATE_PROFILE,
                new UpdateProfile(
                        user.id(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(""),
                        Optional.of(PresenceVisibility.NOBODY),
                        Optional.of(false)));
        assertThat(hidden)
                .isEqualTo(
                        new Profile(user.id(), user.username(), "New", "About", "", PresenceVisibility.NOBODY, false));
        assertThat(accounts.ask(AccountsService.PROFILE, new OfUser(user.id()))).isEqualTo(hidden);
    }

    @Test
    void saysThatADirectConversationHasItsTwoUsers() throws Exception {
        UserId ann = accounts.signUp().id();
        UserId bob = accounts.signUp().id();
        Roster roster = accounts.ask(
                MembershipService.MEMBERS, new OfConversation(ConversationId.direct(ann, bob), Optional.empty()));
        assertThat(roster).isInstanceOfSatisfying(Roster.Members.class, members -> assertThat(members.users())
                .containsExactly(ann, bob));
    }

    @Test
    void knowsNoConversationWithAnUnknownUserAndNoGroup() throws Exception {
        ConversationId direct = ConversationId.direct(accounts.signUp().id(), new UserId(TestPeople.newId()));
        assertThat(accounts.refusal(MembershipService.MEMBERS, new OfConversation(direct, Optional.empty()))
                        .code())
                .isEqualTo(FailureCode.NOT_FOUND);
        ConversationId group = new ConversationId.Group(new GroupId(1));
        assertThat(accounts.refusal(MembershipService.MEMBERS, new OfConversation(group, Optional.empty()))
                        .code())
                .isEqualTo(FailureCode.NOT_FOUND);
    }

    @Test
    void keepsUsersAndSignInsOverARestart() throws Exception {
        Profile user = accounts.signUp();
        SignedIn device = accounts.logIn(user);
        accounts.restart(TestAccounts.CHEAP);
        assertThat(accounts.ask(AccountsService.PROFILE, new OfUser(user.id()))).isEqualTo(user);
        assertThat(accounts.refresh(device).device()).isEqualTo(device.device());
        assertThat(accounts.ask(AccountsService.DEVICES, new OfUser(user.id())).devices())
                .extracting(Device::id)
                .containsExactly(device.device());
    }

    @Test
    void answersThatItCanBeUsed() throws Exception {
        assertThat(accounts.ask(AccountsService.PING, Done.DONE)).isEqualTo(Done.DONE);
    }
}
