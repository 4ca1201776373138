package dev.parley.api;

import static dev.parley.api.ApiFixture.ANN;
import static dev.parley.api.ApiFixture.ANNS_PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.ApiFixture.Reply;
import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.Device;
import dev.parley.bus.AccountsService.LogIn;
import dev.parley.bus.AccountsService.Revoke;
import dev.parley.bus.AccountsService.SignedIn;
import dev.parley.bus.Done;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Login, fresh tokens, logout, devices, and the edge to connect to. */
class SessionsTest {
    private static final Instant SOON = Instant.parse("2030-01-01T00:00:00Z");
    private static final SignedIn SIGNED_IN =
            new SignedIn(UsersTest.profile(ANN, "ann"), new DeviceId(11), "access", SOON, "refresh");
    private static final AtomicReference<Object> ASKED = new AtomicReference<>();
    private static ApiFixture api;

    @BeforeAll
    static void start() {
        api = new ApiFixture(Map.of("PARLEY_EDGE_URL", "https://chat.example.org/edge/", "PARLEY_REGION", "north"));
        api.serve(AccountsService.LOG_IN, SessionsTest::logIn);
        api.serve(AccountsService.REFRESH, asked -> switch (asked.refreshToken()) {
            case "good" -> Future.succeededFuture(SIGNED_IN);
            case "used" -> failed(FailureCode.TOKEN_REUSED);
            default -> failed(FailureCode.UNAUTHENTICATED);
        });
        api.serve(AccountsService.REVOKE, asked -> {
            ASKED.set(asked);
            return asked.device().value() == 99 ? failed(FailureCode.NOT_FOUND) : Future.succeededFuture(Done.DONE);
        });
        api.serve(
                AccountsService.DEVICES,
                asked -> Future.succeededFuture(new AccountsService.Devices(List.of(
                        new Device(new DeviceId(11), "phone", "web", SOON, SOON),
                        new Device(new DeviceId(12), "old", "web", SOON, SOON)))));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Future<SignedIn> logIn(LogIn asked) {
        ASKED.set(asked);
        return asked.password().equals("12345678")
                ? Future.succeededFuture(SIGNED_IN)
                : failed(FailureCode.BAD_CREDENTIALS);
    }

    private static <T> Future<T> failed(FailureCode code) {
        return Future.failedFuture(Failure.of(code, "refused"));
    }

    @Test
    void logsIn() {
        Reply reply = logIn(
                """
                {"username":"ann","password":"12345678","deviceId":"11","device":{"name":"phone","platform":"web"}}""");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        assertThat(ASKED.get()).isEqualTo(new LogIn("ann", "12345678", Optional.of(new DeviceId(11)), "phone", "web"));
        assertThat(reply.json().getString("deviceId")).isEqualTo("11");
        assertThat(reply.json().getString("accessToken")).isEqualTo("access");
        assertThat(reply.json().getString("accessTokenExpiresAt")).isEqualTo("2030-01-01T00:00:00.000Z");
        assertThat(reply.json().getString("refreshToken")).isEqualTo("refresh");
        assertThat(reply.json().getJsonObject("user").getString("username")).isEqualTo("ann");
        assertThat(reply.json().getJsonObject("edge")).isEqualTo(edge());
    }

    @Test
    void recommendsTheEdgeOfItsSettings() {
        assertThat(api.get("/api/v1/edge").json()).isEqualTo(edge());
    }

    private static JsonObject edge() {
        return new JsonObject()
                .put("url", "https://chat.example.org/edge")
                .put("websocket", "wss://chat.example.org/edge/ws")
                .put("sockjs", "https://chat.example.org/edge/sockjs")
                .put("region", "north");
    }

    @Test
    void answersWrongCredentialsWith401() {
        Reply reply = logIn("{\"username\":\"ann\",\"password\":\"wrong\"}");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("bad_credentials");
        assertThat(reply.header("www-authenticate")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"password":"12345678"}                                                | username
            {"username":"ann"}                                                     | password
            {"username":"ann","password":"12345678","device":"phone"}              | device
            {"username":"ann","password":"12345678","device":{"name":1}}           | device.name
            {"username":"ann","password":"12345678","device":{"platform":[]}}      | device.platform
            {"username":"ann","password":"12345678","deviceId":"x"}                | deviceId
            {"username":"ann","password":"12345678","deviceId":11}                 | deviceId
            {"username":"ann","password":"12345678","deviceId":"-11"}              | deviceId
            """)
    void namesTheFieldOfALoginThatIsWrong(String body, String field) {
        Reply reply = logIn(body);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.field()).isEqualTo(field);
    }

    private static Reply logIn(String body) {
        return api.anonymous("POST", "/api/v1/sessions", body);
    }

    @Test
    void refreshesTokens() {
        Reply fresh = refresh("{\"refreshToken\":\"good\"}");

        assertThat(fresh.status()).isEqualTo(200);
        assertThat(fresh.json().getString("refreshToken")).isEqualTo("refresh");
        assertThat(refresh("{\"refreshToken\":\"used\"}").code()).isEqualTo("token_reused");
        assertThat(refresh("{\"refreshToken\":\"other\"}").code()).isEqualTo("unauthenticated");
        assertThat(refresh("{\"refreshToken\":7}").field()).isEqualTo("refreshToken");
        assertThat(refresh("{}").field()).isEqualTo("refreshToken");
    }

    private static Reply refresh(String body) {
        return api.anonymous("POST", "/api/v1/sessions/refresh", body);
    }

    @Test
    void logsOutTheDeviceOfTheToken() {
        Reply reply = api.call("DELETE", "/api/v1/sessions/current", "");

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.response().body()).isEmpty();
        assertThat(ASKED.get()).isEqualTo(new Revoke(ANN, ANNS_PHONE.device()));
    }

    @Test
    void listsDevicesAndMarksTheOneThatAsks() {
        JsonArray devices = api.get("/api/v1/devices").json().getJsonArray("devices");

        assertThat(devices.getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("id", "11")
                        .put("name", "phone")
                        .put("platform", "web")
                        .put("createdAt", "2030-01-01T00:00:00.000Z")
                        .put("lastSeenAt", "2030-01-01T00:00:00.000Z")
                        .put("current", true));
        assertThat(devices.getJsonObject(1).getBoolean("current")).isFalse();
    }

    @Test
    void revokesADeviceOfTheUserOnly() {
        assertThat(api.call("DELETE", "/api/v1/devices/12", "").status()).isEqualTo(204);
        assertThat(ASKED.get()).isEqualTo(new Revoke(ANN, new DeviceId(12)));
        assertThat(api.call("DELETE", "/api/v1/devices/99", "").code()).isEqualTo("not_found");
        assertThat(api.call("DELETE", "/api/v1/devices/nine", "").field()).isEqualTo("id");
    }
}
