package dev.parley.api;

import dev.parley.bus.Bus;
import dev.parley.bus.GroupsService;
import dev.parley.bus.GroupsService.Member;
import dev.parley.bus.GroupsService.OfGroup;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Look;
import dev.parley.bus.PresenceService.Status;
import dev.parley.bus.PresenceService.Statuses;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.GroupId;
import dev.parley.model.UserId;
import dev.parley.protocol.PresenceJson;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who is online, of users and of the members of a group, as far as the one who asks may see it. */
final class Presence implements Resource {
    /** Ids of the longest kind, and commas that are escaped, fit into a request line. */
    private static final int MOST = 100;

    private final Bus bus;

    Presence(Bus bus) {
        this.bus = bus;
    }

    @Override
    public void mount(Routes routes) {
        routes.signedIn(HttpMethod.GET, "/presence", this::ofUsers);
        routes.signedIn(HttpMethod.GET, "/groups/:id/presence", this::ofGroup);
    }

    private Future<Answer> ofUsers(Call call) {
        Set<UserId> users = call.query("users", Presence::users)
                .orElseThrow(() -> Failure.of(FailureCode.INVALID, "users is missing", "users"));
        return look(call.user(), users);
    }

    private Future<Answer> ofGroup(Call call) {
        return bus.request(GroupsService.GET, new OfGroup(call.user(), call.path("id", GroupId::parse)))
                .map(group -> group.members().stream().map(Member::user).collect(Collectors.toSet()))
                .compose(members -> look(call.user(), members));
    }

    private Future<Answer> look(UserId viewer, Set<UserId> users) {
        return bus.request(PresenceService.LOOK, new Look(viewer, users)).map(Presence::toAnswer);
    }

    private static Set<UserId> users(String text) {
        Set<UserId> users = Stream.of(text.split(",", -1)).map(UserId::parse).collect(Collectors.toSet());
        if (users.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " at once");
        }
        return users;
    }

    private static Answer toAnswer(Statuses statuses) {
        return Answer.ok(out -> {
            out.writeArrayFieldStart("presence");
            for (Status status : statuses.statuses()) {
                out.writeStartObject();
                PresenceJson.writeFields(out, status.user(), status.online(), status.lastActiveAt());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }
}
