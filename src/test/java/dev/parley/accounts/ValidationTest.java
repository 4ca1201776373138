package dev.parley.accounts;

import static dev.parley.accounts.TestAccounts.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.LogIn;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.AccountsService.SignUp;
import dev.parley.bus.AccountsService.UpdateProfile;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of each field, over the bus. {@code *} followed by a number repeats what stands before it. */
final class ValidationTest {
    private static TestAccounts accounts;
    private static Profile user;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        accounts = new TestAccounts(folder);
        user = accounts.signUp();
    }

    @AfterAll
    static void stop() throws Exception {
        accounts.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "a*33", "Ann", "ann b", "ann-b", "änn", "ann\n", "😀😀😀"})
    void refusesUsernames(String username) throws Exception {
        isInvalid("username", accounts.refusal(AccountsService.SIGN_UP, signUp(text(username), PASSWORD, "Ann")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a*32", "...", "0_9"})
    void acceptsUsernames(String username) throws Exception {
        String name = text(username);
        assertThat(accounts.ask(AccountsService.SIGN_UP, signUp(name, PASSWORD, "Ann"))
                        .username())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "😀*7", "x*129"})
    void refusesPasswords(String password) throws Exception {
        isInvalid("password", accounts.refusal(AccountsService.SIGN_UP, signUp("someone", text(password), "Ann")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678", "😀*8", "😀*128", "        "})
    void acceptsPasswordsAndChecksAllOfThem(String password) throws Exception {
        String given = text(password);
        String name = "user_" + TestPeople.newId();
        accounts.ask(AccountsService.SIGN_UP, signUp(name, given, "Ann"));
        LogIn right = new LogIn(name, given, Optional.empty(), "phone", "web");
        assertThat(accounts.ask(AccountsService.LOG_IN, right).user().username())
                .isEqualTo(name);
        LogIn cutShort = new LogIn(name, given.substring(0, given.length() - 2), Optional.empty(), "phone", "web");
        assertThat(accounts.refusal(AccountsService.LOG_IN, cutShort).code()).isEqualTo(FailureCode.BAD_CREDENTIALS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "x*65", "A\u0007B", "A\nB", "\uD83D"})
    void refusesDisplayNames(String displayName) throws Exception {
        isInvalid(
                "displayName",
                accounts.refusal(AccountsService.SIGN_UP, signUp("someone", PASSWORD, text(displayName))));
        UpdateProfile change = change(Optional.of(text(displayName)), Optional.empty(), Optional.empty());
        isInvalid("displayName", accounts.refusal(AccountsService.UPDATE_PROFILE, change));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "😀*64", "Ann O'Hara; DROP TABLE users; --", "محمد"})
    void acceptsDisplayNames(String displayName) throws Exception {
        UpdateProfile change = change(Optional.of(text(displayName)), Optional.empty(), Optional.empty());
        assertThat(accounts.ask(AccountsService.UPDATE_PROFILE, change).displayName())
                .isEqualTo(text(displayName));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x*501", "a\u0000b"})
    void refusesAbout(String about) throws Exception {
        UpdateProfile change = change(Optional.empty(), Optional.of(text(about)), Optional.empty());
        isInvalid("about", accounts.refusal(AccountsService.UPDATE_PROFILE, change));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "😀*500", "two\nlines"})
    void acceptsAbout(String about) throws Exception {
        UpdateProfile change = change(Optional.empty(), Optional.of(text(about)), Optional.empty());
        assertThat(accounts.ask(AccountsService.UPDATE_PROFILE, change).about()).isEqualTo(text(about));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"javascript:alert(1)", "ftp://example.org/a", "https:", "/me.png", "https://a b/", "data:,"})
    void refusesAvatars(String avatar) throws Exception {
        UpdateProfile change = change(Optional.empty(), Optional.empty(), Optional.of(avatar));
        isInvalid("avatar", accounts.refusal(AccountsService.UPDATE_PROFILE, change));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://example.org", "https://example.org/a.png?b=c"})
    void acceptsAvatars(String avatar) throws Exception {
        UpdateProfile change = change(Optional.empty(), Optional.empty(), Optional.of(avatar));
        assertThat(accounts.ask(AccountsService.UPDATE_PROFILE, change).avatar())
                .isEqualTo(avatar);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x*65", "a\tb"})
    void refusesDeviceNamesAndPlatforms(String name) throws Exception {
        LogIn badName = new LogIn(user.username(), PASSWORD, Optional.empty(), text(name), "web");
        isInvalid("device.name", accounts.refusal(AccountsService.LOG_IN, badName));
        LogIn badPlatform = new LogIn(user.username(), PASSWORD, Optional.empty(), "phone", text(name));
        isInvalid("device.platform", accounts.refusal(AccountsService.LOG_IN, badPlatform));
    }

    @ParameterizedTest
    @ValueSource(strings = "x*129")
    void doesNotHashAnOverlongPasswordAtLogIn(String password) throws Exception {
        LogIn logIn = new LogIn(user.username(), text(password), Optional.empty(), "phone", "web");
        isInvalid("password", accounts.refusal(AccountsService.LOG_IN, logIn));
    }

    private static void isInvalid(String field, Failure failure) {
        assertThat(failure.code()).isEqualTo(FailureCode.INVALID);
        assertThat(failure.field()).contains(field);
    }

    private static String text(String pattern) {
        int star = pattern.lastIndexOf('*');
        return star < 0 ? pattern : pattern.substring(0, star).repeat(Integer.parseInt(pattern.substring(star + 1)));
    }

    private static SignUp signUp(String username, String password, String displayName) {
        return new SignUp(username, password, displayName);
    }

    private static UpdateProfile change(Optional<String> displayName, Optional<String> about, Optional<String> avatar) {
        return new UpdateProfile(user.id(), displayName, about, avatar, Optional.empty(), Optional.empty());
    }
}
