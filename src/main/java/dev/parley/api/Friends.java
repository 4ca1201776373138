package dev.parley.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.FriendsService;
import dev.parley.bus.FriendsService.Between;
import dev.parley.bus.FriendsService.Link;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Look;
import dev.parley.bus.PresenceService.Status;
import dev.parley.model.UserId;
import dev.parley.node.Limit;
import dev.parley.node.RateLimits;
import dev.parley.protocol.PresenceJson;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A user's friends, and asking for friendship. */
final class Friends implements Resource {
    private final Bus bus;
    private final RateLimits limits;

    Friends(Bus bus, RateLimits limits) {
        this.bus = bus;
        this.limits = limits;
    }

    @Override
    public void mount(Routes routes) {
        routes.signedIn(HttpMethod.GET, "/friends", this::list);
        routes.signedIn(HttpMethod.POST, "/friends/requests", this::request);
        routes.signedIn(HttpMethod.POST, "/friends/requests/:userId/accept", call -> act(FriendsService.ACCEPT, call));
        routes.signedIn(
                HttpMethod.POST, "/friends/requests/:userId/decline", call -> act(FriendsService.DECLINE, call));
        routes.signedIn(HttpMethod.DELETE, "/friends/:userId", call -> act(FriendsService.REMOVE, call));
    }

    private Future<Answer> list(Call call) {
        UserId user = call.user();
        return bus.request(FriendsService.FRIENDS, new OfUser(user))
                .compose(friends -> presence(user, friends.friends()).map(shown -> toAnswer(friends, shown)));
    }

    /** Friends are shown without it where it is not known. */
    private Future<Map<UserId, Status>> presence(UserId user, List<Link> friends) {
        if (friends.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        Look look = new Look(
                user, friends.stream().map(friend -> friend.user().id()).collect(Collectors.toSet()));
        return bus.request(PresenceService.LOOK, look)
                .map(found -> found.statuses().stream().collect(Collectors.toMap(Status::user, status -> status)))
                .otherwise(Map.of());
    }

    private Future<Answer> request(Call call) {
        Between between = new Between(call.user(), call.body().value("userId", UserId::parse));
        return limits.take(Limit.FRIEND_REQUEST, call.user().toString())
                .compose(taken -> bus.request(FriendsService.REQUEST, between))
                .map(done -> Answer.empty());
    }

    private Future<Answer> act(dev.parley.bus.Endpoint<Between, Done> what, Call call) {
        Between between = new Between(call.user(), call.path("userId", UserId::parse));
        return limits.take(Limit.CHANGE, call.user().toString())
                .compose(taken -> bus.request(what, between))
                .map(done -> Answer.empty());
    }

    private static Answer toAnswer(FriendsService.Friends friends, Map<UserId, Status> presence) {
        return Answer.ok(out -> {
            write(out, "friends", friends.friends(), presence);
            write(out, "incoming", friends.incoming(), Map.of());
            write(out, "outgoing", friends.outgoing(), Map.of());
        });
    }

    private static void write(JsonGenerator out, String name, List<Link> links, Map<UserId, Status> presence)
            throws IOException {
        out.writeArrayFieldStart(name);
        for (Link link : links) {
            out.writeStartObject();
            ProfileJson.write(out, link);
            Optional<Status> status =
                    Optional.ofNullable(presence.get(link.user().id()));
            if (status.isPresent()) {
                out.writeObjectFieldStart("presence");
                PresenceJson.writeFields(
                        out,
                        status.get().user(),
                        status.get().online(),
                        status.get().lastActiveAt());
                out.writeEndObject();
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
