package dev.parley.api;

import static dev.parley.api.ApiFixture.ANN;
import static dev.parley.api.ApiFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.ApiFixture.Reply;
import dev.parley.bus.Done;
import dev.parley.bus.Endpoint;
import dev.parley.bus.FriendsService;
import dev.parley.bus.FriendsService.Between;
import dev.parley.bus.FriendsService.Friends;
import dev.parley.bus.FriendsService.Link;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Look;
import dev.parley.bus.PresenceService.Status;
import dev.parley.bus.PresenceService.Statuses;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Friends, requests and blocks. */
class FriendsTest {
    private static final Instant SINCE = Instant.parse("2026-05-01T00:00:00Z");
    private static final AtomicReference<String> ASKED = new AtomicReference<>("");
    private static ApiFixture api;

    @BeforeAll
    static void start() {
        api = new ApiFixture();
        serve("request", FriendsService.REQUEST);
        serve("accept", FriendsService.ACCEPT);
        serve("decline", FriendsService.DECLINE);
        serve("remove", FriendsService.REMOVE);
        serve("block", FriendsService.BLOCK);
        serve("unblock", FriendsService.UNBLOCK);
        api.serve(
                FriendsService.FRIENDS,
                asked -> Future.succeededFuture(new Friends(List.of(link(2)), List.of(link(3)), List.of(link(4)))));
        api.serve(FriendsService.BLOCKS, asked -> Future.succeededFuture(new FriendsService.Blocks(List.of(link(5)))));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static void serve(String name, Endpoint<Between, Done> endpoint) {
        api.serve(endpoint, between -> {
            ASKED.set(name + " " + between.user() + " " + between.other());
            return between.other().value() == 9
                    ? Future.failedFuture(Failure.of(FailureCode.NOT_FOUND, "no"))
                    : Future.succeededFuture(Done.DONE);
        });
    }

    private static Link link(long user) {
        return new Link(UsersTest.profile(new UserId(user), "user" + user), SINCE);
    }

    @Test
    void listsFriendsWithoutPresenceWhereNobodyKnowsItAndWithItOtherwise() {
        JsonObject alone = api.get("/api/v1/friends").json();
        assertThat(alone.getJsonArray("friends")).isEqualTo(new JsonArray().add(json(2)));
        assertThat(alone.getJsonArray("incoming")).isEqualTo(new JsonArray().add(json(3)));
        assertThat(alone.getJsonArray("outgoing")).isEqualTo(new JsonArray().add(json(4)));

        api.serve(PresenceService.LOOK, look -> {
            assertThat(look).isEqualTo(new Look(ANN, Set.of(BOB)));
            return Future.succeededFuture(new Statuses(List.of(new Status(BOB, true, Optional.of(SINCE)))));
        });
        JsonObject presence = new JsonObject()
                .put("user", "2")
                .put("status", "online")
                .put("lastActiveAt", "2026-05-01T00:00:00.000Z");
        assertThat(api.get("/api/v1/friends").json().getJsonArray("friends"))
                .isEqualTo(new JsonArray().add(json(2).put("presence", presence)));
    }

    @Test
    void listsWhomAUserBlocks() {
        assertThat(api.get("/api/v1/blocks").json())
                .isEqualTo(new JsonObject().put("blocked", new JsonArray().add(json(5))));
    }

    private static JsonObject json(long user) {
        return ProfileJson.brief(link(user).user())
                .put("avatar", link(user).user().avatar())
                .put("since", "2026-05-01T00:00:00.000Z");
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   /friends/requests/2/accept,  accept",
        "POST,   /friends/requests/2/decline, decline",
        "DELETE, /friends/2,                  remove",
        "PUT,    /blocks/2,                   block",
        "DELETE, /blocks/2,                   unblock"
    })
    void actsOnWhomThePathNames(String method, String path, String act) {
        assertThat(api.call(method, "/api/v1" + path, "").status()).isEqualTo(204);
        assertThat(ASKED.get()).isEqualTo(act + " 1 2");
        assertThat(api.call(method, "/api/v1" + path.replace('2', '9'), "").code())
                .isEqualTo("not_found");
        assertThat(api.call(method, "/api/v1" + path.replace('2', 'x'), "").field())
                .isEqualTo("userId");
    }

    @Test
    void asksForFriendship() {
        assertThat(request("{\"userId\":\"2\"}").status()).isEqualTo(204);
        assertThat(ASKED.get()).isEqualTo("request 1 2");
        assertThat(request("{\"userId\":\"9\"}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"userId\":2}", "{\"userId\":\"bob\"}"})
    void namesTheFieldOfARequestThatIsWrong(String body) {
        assertThat(request(body).status()).isEqualTo(422);
        assertThat(request(body).field()).isEqualTo("userId");
    }

    private static Reply request(String body) {
        return api.call("POST", "/api/v1/friends/requests", body);
    }
}
