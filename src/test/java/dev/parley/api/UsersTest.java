package dev.parley.api;

import static dev.parley.api.ApiFixture.ANN;
import static dev.parley.api.ApiFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.ApiFixture.Reply;
import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.PresenceVisibility;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.AccountsService.SignUp;
import dev.parley.bus.AccountsService.UpdateProfile;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sign-up, profiles and finding people. */
class UsersTest {
    private static final AtomicReference<Object> ASKED = new AtomicReference<>();
    private static ApiFixture api;

    @BeforeAll
    static void start() {
        api = new ApiFixture();
        api.serve(AccountsService.SIGN_UP, UsersTest::signUp);
        api.serve(AccountsService.PROFILE, asked -> Future.succeededFuture(profile(asked.user(), "someone")));
        api.serve(
                AccountsService.FIND,
                asked -> asked.username().equals("bob")
                        ? Future.succeededFuture(profile(BOB, "bob"))
                        : Future.failedFuture(Failure.of(FailureCode.NOT_FOUND, "no such user")));
        api.serve(AccountsService.UPDATE_PROFILE, update -> {
            ASKED.set(update);
            return Future.succeededFuture(profile(update.user(), "ann"));
        });
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Future<Profile> signUp(SignUp asked) {
        ASKED.set(asked);
        return switch (asked.username()) {
            case "taken" -> Future.failedFuture(Failure.of(FailureCode.USERNAME_TAKEN, "taken", "username"));
            case "bad" -> Future.failedFuture(Failure.of(FailureCode.INVALID, "no such name", "refusedByAccounts"));
            default -> Future.succeededFuture(profile(BOB, asked.username()));
        };
    }

    static Profile profile(UserId id, String username) {
        return new Profile(id, username, "Name of " + id, "about", "", PresenceVisibility.FRIENDS, true);
    }

    @Test
    void signsUp() {
        Reply reply = api.anonymous(
                "POST",
                "/api/v1/users",
                """
                {"username":"b.o_b9","password":"12345678","displayName":"Bob 👋","unknown":{"is":["ignored"]}}""");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json())
                .isEqualTo(new JsonObject()
                        .put("id", "2")
                        .put("username", "b.o_b9")
                        .put("displayName", "Name of 2"));
        assertThat(ASKED.get()).isEqualTo(new SignUp("b.o_b9", "12345678", "Bob 👋"));
    }

    @Test
    void refusesANameThatIsTaken() {
        Reply reply = api.anonymous(
                "POST",
                "/api/v1/users",
                """
                {"username":"taken","password":"12345678","displayName":"T"}""");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("username_taken");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"password":"12345678","displayName":"x"}                                      | username
            {"username":null,"password":"12345678","displayName":"x"}                      | username
            {"username":12345,"password":"12345678","displayName":"x"}                     | username
            {"username":["bob"],"password":"12345678","displayName":"x"}                   | username
            {"username":"bob","displayName":"x"}                                           | password
            {"username":"bob","password":12345678,"displayName":"x"}                       | password
            {"username":"bob","password":"1234567\\ud83d","displayName":"x"}               | password
            {"username":"bob","password":"1234567\\u0000","displayName":"x"}               | password
            {"username":"bob","password":"12345678","displayName":true}                    | displayName
            {"username":"bad","password":"12345678","displayName":"x"}                     | refusedByAccounts
            """)
    void namesTheFieldOfASignUpThatIsWrong(String body, String field) {
        Reply reply = api.anonymous("POST", "/api/v1/users", body);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("invalid");
        assertThat(reply.field()).isEqualTo(field);
    }

    @Test
    void showsUsersTheirOwnSettings() {
        assertThat(api.get("/api/v1/users/me").json())
                .isEqualTo(openJson(ANN.toString(), "someone")
                        .put("presence", "friends")
                        .put("readReceipts", true));
    }

    @Test
    void hidesTheSettingsOfOthers() {
        assertThat(api.get("/api/v1/users/2").json()).isEqualTo(openJson("2", "someone"));
        assertThat(api.get("/api/v1/users?username=bob").json()).isEqualTo(openJson("2", "bob"));
    }

    private static JsonObject openJson(String id, String username) {
        return new JsonObject()
                .put("id", id)
                .put("username", username)
                .put("displayName", "Name of " + id)
                .put("about", "about")
                .put("avatar", "");
    }

    @Test
    void findsNobodyByAnUnknownName() {
        assertThat(api.get("/api/v1/users?username=nobody").code()).isEqualTo("not_found");
        assertThat(api.get("/api/v1/users").field()).isEqualTo("username");
        assertThat(api.get("/api/v1/users?username=a&username=b").field()).isEqualTo("username");
    }

    @Test
    void changesOnlyWhatIsGiven() {
        assertThat(patch("{\"about\":\"\",\"presence\":\"nobody\",\"readReceipts\":false}")
                        .status())
                .isEqualTo(200);
        assertThat(ASKED.get())
                .isEqualTo(new UpdateProfile(
                        ANN,
                        Optional.empty(),
                        Optional.of(""),
                        Optional.empty(),
                        Optional.of(PresenceVisibility.NOBODY),
                        Optional.of(false)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"presence":"NOBODY"}              | presence
            {"presence":"someone"}             | presence
            {"presence":1}                     | presence
            {"readReceipts":"true"}            | readReceipts
            {"readReceipts":1}                 | readReceipts
            {"displayName":1}                  | displayName
            {"avatar":{}}                      | avatar
            {"about":["x"]}                    | about
            """)
    void namesTheFieldOfAChangeThatIsWrong(String body, String field) {
        Reply reply = patch(body);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.field()).isEqualTo(field);
    }

    private static Reply patch(String body) {
        return api.call("PATCH", "/api/v1/users/me", body);
    }
}
