package dev.parley.api;

import static dev.parley.api.ApiFixture.ANN;
import static dev.parley.api.ApiFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.ApiFixture.Reply;
import dev.parley.bus.GroupsService;
import dev.parley.bus.GroupsService.Group;
import dev.parley.bus.GroupsService.Member;
import dev.parley.bus.GroupsService.Role;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Look;
import dev.parley.bus.PresenceService.Status;
import dev.parley.bus.PresenceService.Statuses;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.GroupId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking who is online. */
class PresenceTest {
    private static final Instant SEEN = Instant.parse("2026-07-01T12:00:00.123Z");

    private final BlockingQueue<Look> looks = new LinkedBlockingQueue<>();
    private ApiFixture api;

    @BeforeEach
    void start() {
        api = new ApiFixture();
        api.serve(PresenceService.LOOK, look -> {
            looks.add(look);
            return Future.succeededFuture(new Statuses(look.users().stream()
                    .sorted()
                    .map(user -> user.equals(BOB)
                            ? new Status(user, true, Optional.of(SEEN))
                            : new Status(user, false, Optional.empty()))
                    .toList()));
        });
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void saysWhoOfSomeUsersIsOnline() {
        JsonArray presence = api.get("/api/v1/presence?users=3,2").json().getJsonArray("presence");
        assertThat(presence)
                .containsExactly(
                        new JsonObject()
                                .put("user", "2")
                                .put("status", "online")
                                .put("lastActiveAt", "2026-07-01T12:00:00.123Z"),
                        new JsonObject().put("user", "3").put("status", "offline"));
        assertThat(looks).containsExactly(new Look(ANN, Set.of(BOB, new UserId(3))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?users=", "?users=2,", "?users=bob", "?users=0", "?users=2&users=3"})
    void refusesWhatNamesNoUsers(String query) {
        Reply reply = api.get("/api/v1/presence" + query);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().getString("code")).isEqualTo("invalid");
        assertThat(looks).isEmpty();
    }

    @Test
    void aHundredOfTheLongestIdsMayBeAskedForAndNoMore() {
        assertThat(api.get("/api/v1/presence?users=" + ids(100)).status()).isEqualTo(200);
        assertThat(api.get("/api/v1/presence?users=" + ids(101)).status()).isEqualTo(422);
    }

    @Test
    void saysWhoOfAGroupIsOnline() {
        api.serve(GroupsService.GET, of -> Future.succeededFuture(group(of.group())));
        JsonArray presence = api.get("/api/v1/groups/7/presence").json().getJsonArray("presence");
        assertThat(presence).hasSize(2);
        assertThat(looks).containsExactly(new Look(ANN, Set.of(ANN, BOB)));
    }

    @Test
    void saysNothingOfAGroupThatTheUserIsNotIn() {
        api.serve(
                GroupsService.GET,
                of -> Future.failedFuture(Failure.of(FailureCode.NOT_FOUND, "there is no such group")));
        assertThat(api.get("/api/v1/groups/7/presence").status()).isEqualTo(404);
        assertThat(looks).isEmpty();
    }

    private static Group group(GroupId id) {
        return new Group(
                id, "group", SEEN, List.of(new Member(ANN, Role.OWNER, SEEN), new Member(BOB, Role.MEMBER, SEEN)));
    }

    private static String ids(int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> Long.toString(Long.MAX_VALUE - i))
                .collect(Collectors.joining("%2C"));
    }
}
