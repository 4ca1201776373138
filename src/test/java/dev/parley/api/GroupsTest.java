package dev.parley.api;

import static dev.parley.api.ApiFixture.ANN;
import static dev.parley.api.ApiFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.ApiFixture.Reply;
import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.Profiles;
import dev.parley.bus.Done;
import dev.parley.bus.Endpoint;
import dev.parley.bus.GroupsService;
import dev.parley.bus.GroupsService.Create;
import dev.parley.bus.GroupsService.Group;
import dev.parley.bus.GroupsService.Member;
import dev.parley.bus.GroupsService.OfGroup;
import dev.parley.bus.GroupsService.PutMember;
import dev.parley.bus.GroupsService.RemoveMember;
import dev.parley.bus.GroupsService.Rename;
import dev.parley.bus.GroupsService.Role;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Groups. */
class GroupsTest {
    private static final GroupId ID = new GroupId(7);
    private static final Instant AT = Instant.parse("2026-05-01T00:00:00Z");
    private static final Group GROUP =
            new Group(ID, "Tea", AT, List.of(new Member(ANN, Role.OWNER, AT), new Member(BOB, Role.MEMBER, AT)));
    private static final AtomicReference<Object> ASKED = new AtomicReference<>();
    private static ApiFixture api;

    @BeforeAll
    static void start() {
        api = new ApiFixture();
        serve(GroupsService.CREATE, GROUP);
        serve(GroupsService.GET, GROUP);
        serve(GroupsService.RENAME, GROUP);
        serve(GroupsService.PUT_MEMBER, GROUP);
        serve(GroupsService.DELETE, Done.DONE);
        serve(GroupsService.REMOVE_MEMBER, Done.DONE);
        api.serve(
                AccountsService.PROFILES,
                asked -> Future.succeededFuture(new Profiles(asked.users().stream()
                        .map(user -> UsersTest.profile(user, "user" + user))
                        .toList())));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static <Q, R> void serve(Endpoint<Q, R> endpoint, R answer) {
        api.serve(endpoint, asked -> {
            ASKED.set(asked);
            return asked.toString().contains("999")
                    ? Future.failedFuture(Failure.of(FailureCode.GROUP_FULL, "full", "members"))
                    : Future.succeededFuture(answer);
        });
    }

    @Test
    void makesAGroup() {
        Reply reply = create("{\"name\":\"Tea\",\"members\":[\"2\",\"2\",\"3\"]}");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json()).isEqualTo(json());
        assertThat(ASKED.get()).isEqualTo(new Create(ANN, "Tea", Set.of(BOB, new UserId(3))));
        assertThat(create("{\"name\":\"Alone\"}").status()).isEqualTo(201);
        assertThat(ASKED.get()).isEqualTo(new Create(ANN, "Alone", Set.of()));
    }

    @Test
    void saysWhenAGroupIsFull() {
        Reply reply = create("{\"name\":\"999\"}");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("group_full");
        assertThat(api.call("PUT", "/api/v1/groups/7/members/999", "").code()).isEqualTo("group_full");
    }

    @Test
    void namesAListOfMembersThatIsWrong() {
        String tooMany =
                IntStream.rangeClosed(1, 101).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","));
        for (String members : List.of("\"2\"", "[2]", "[\"bob\"]", "[null]", "{}", "[" + tooMany + "]")) {
            Reply reply = create("{\"name\":\"Tea\",\"members\":" + members + "}");
            assertThat(reply.status()).as(members).isEqualTo(422);
            assertThat(reply.field()).isEqualTo("members");
        }
        assertThat(create("{\"members\":[]}").field()).isEqualTo("name");
    }

    @Test
    void readsAndRenamesAGroup() {
        assertThat(api.get("/api/v1/groups/7").json()).isEqualTo(json());
        assertThat(ASKED.get()).isEqualTo(new OfGroup(ANN, ID));
        assertThat(api.call("PATCH", "/api/v1/groups/7", "{\"name\":\"Coffee\"}")
                        .json())
                .isEqualTo(json());
        assertThat(ASKED.get()).isEqualTo(new Rename(ANN, ID, "Coffee"));
        assertThat(api.call("PATCH", "/api/v1/groups/7", "{}").field()).isEqualTo("name");
        assertThat(api.get("/api/v1/groups/x").field()).isEqualTo("id");
    }

    @Test
    void addsMembersAndGivesRoles() {
        assertThat(api.call("PUT", "/api/v1/groups/7/members/2", "").json()).isEqualTo(json());
        assertThat(ASKED.get()).isEqualTo(new PutMember(ANN, ID, BOB, Optional.empty()));
        api.call("PUT", "/api/v1/groups/7/members/2", "{\"role\":\"admin\"}");
        assertThat(ASKED.get()).isEqualTo(new PutMember(ANN, ID, BOB, Optional.of(Role.ADMIN)));
        assertThat(api.call("PUT", "/api/v1/groups/7/members/2", "{\"role\":\"king\"}")
                        .field())
                .isEqualTo("role");
        assertThat(api.call("PUT", "/api/v1/groups/7/members/2", "[]").code()).isEqualTo("bad_json");
    }

    @Test
    void removesMembersAndEndsGroups() {
        assertThat(api.call("DELETE", "/api/v1/groups/7/members/2", "").status())
                .isEqualTo(204);
        assertThat(ASKED.get()).isEqualTo(new RemoveMember(ANN, ID, BOB));
        assertThat(api.call("DELETE", "/api/v1/groups/7", "").status()).isEqualTo(204);
        assertThat(ASKED.get()).isEqualTo(new OfGroup(ANN, ID));
    }

    private static Reply create(String body) {
        return api.call("POST", "/api/v1/groups", body);
    }

    private static JsonObject json() {
        return new JsonObject()
                .put("id", "7")
                .put("conversation", "g:7")
                .put("name", "Tea")
                .put("createdAt", "2026-05-01T00:00:00.000Z")
                .put("members", new JsonArray().add(member("1", "owner")).add(member("2", "member")));
    }

    private static JsonObject member(String user, String role) {
        return new JsonObject()
                .put("user", user)
                .put("username", "user" + user)
                .put("displayName", "Name of " + user)
                .put("avatar", "")
                .put("role", role)
                .put("since", "2026-05-01T00:00:00.000Z");
    }
}
