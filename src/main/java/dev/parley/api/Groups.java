package dev.parley.api;

import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.Bus;
import dev.parley.bus.GroupsService;
import dev.parley.bus.GroupsService.Create;
import dev.parley.bus.GroupsService.Group;
import dev.parley.bus.GroupsService.Member;
import dev.parley.bus.GroupsService.OfGroup;
import dev.parley.bus.GroupsService.PutMember;
import dev.parley.bus.GroupsService.RemoveMember;
import dev.parley.bus.GroupsService.Rename;
import dev.parley.bus.GroupsService.Role;
import dev.parley.model.ConversationId;
import dev.parley.model.GroupId;
import dev.parley.model.UserId;
import dev.parley.node.Limit;
import dev.parley.node.RateLimits;
import dev.parley.protocol.MessageJson;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Groups: making, changing, joining, leaving. What is allowed is for accounts to say. */
final class Groups implements Resource {
    private final Bus bus;
    private final RateLimits limits;
    private final Profiles profiles;

    Groups(Bus bus, RateLimits limits, Profiles profiles) {
        this.bus = bus;
        this.limits = limits;
        this.profiles = profiles;
    }

    @Override
    public void mount(Routes routes) {
        routes.signedIn(HttpMethod.POST, "/groups", this::create);
        routes.signedIn(HttpMethod.GET, "/groups/:id", this::get);
        routes.signedIn(HttpMethod.PATCH, "/groups/:id", this::rename);
        routes.signedIn(HttpMethod.DELETE, "/groups/:id", this::end);
        routes.signedIn(HttpMethod.PUT, "/groups/:id/members/:userId", this::put);
        routes.signedIn(HttpMethod.DELETE, "/groups/:id/members/:userId", this::remove);
    }

    private Future<Answer> create(Call call) {
        Fields body = call.body();
        Set<UserId> members = new HashSet<>(body.values("members", UserId::parse, GroupsService.MOST_MEMBERS));
        Create create = new Create(call.user(), body.text("name"), members);
        return limits.take(Limit.GROUP, call.user().toString())
                .compose(taken -> bus.request(GroupsService.CREATE, create))
                .compose(this::toJson)
                .map(Answer::created);
    }

    private Future<Answer> get(Call call) {
        return bus.request(GroupsService.GET, group(call)).compose(this::toJson).map(Answer::ok);
    }

    private Future<Answer> rename(Call call) {
        OfGroup group = group(call);
        Rename rename = new Rename(group.user(), group.group(), call.body().text("name"));
        return change(call, () -> bus.request(GroupsService.RENAME, rename))
                .compose(this::toJson)
                .map(Answer::ok);
    }

    private Future<Answer> end(Call call) {
        return change(call, () -> bus.request(GroupsService.DELETE, group(call)))
                .map(done -> Answer.empty());
    }

    private Future<Answer> put(Call call) {
        OfGroup group = group(call);
        PutMember put =
                new PutMember(group.user(), group.group(), call.path("userId", UserId::parse), role(call.bodyIfAny()));
        return change(call, () -> bus.request(GroupsService.PUT_MEMBER, put))
                .compose(this::toJson)
                .map(Answer::ok);
    }

    private Future<Answer> remove(Call call) {
        OfGroup group = group(call);
        RemoveMember remove = new RemoveMember(group.user(), group.group(), call.path("userId", UserId::parse));
        return change(call, () -> bus.request(GroupsService.REMOVE_MEMBER, remove))
                .map(done -> Answer.empty());
    }

    private static OfGroup group(Call call) {
        return new OfGroup(call.user(), call.path("id", GroupId::parse));
    }

    private <T> Future<T> change(Call call, Supplier<Future<T>> change) {
        return limits.take(Limit.CHANGE, call.user().toString()).compose(taken -> change.get());
    }

    private static Optional<Role> role(Fields body) {
        Optional<String> name = body.optionalText("role");
        Optional<Role> role = name.flatMap(wanted ->
                Stream.of(Role.values()).filter(one -> name(one).equals(wanted)).findFirst());
        body.require(name.isPresent() == role.isPresent(), "role", "is owner, admin or member");
        return role;
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private Future<JsonObject> toJson(Group group) {
        List<UserId> users = group.members().stream().map(Member::user).toList();
        return profiles.of(users).map(people -> new JsonObject()
                .put("id", group.id().toString())
                .put("conversation", new ConversationId.Group(group.id()).toString())
                .put("name", group.name())
                .put("createdAt", MessageJson.time(group.createdAt()))
                .put("members", toJson(group.members(), people)));
    }

    private static JsonArray toJson(List<Member> members, Map<UserId, Profile> people) {
        JsonArray all = new JsonArray();
        for (Member member : members) {
            Profile profile = people.get(member.user());
            all.add(new JsonObject()
                    .put("user", member.user().toString())
                    .put("username", profile.username())
                    .put("displayName", profile.displayName())
                    .put("avatar", profile.avatar())
                    .put("role", name(member.role()))
                    .put("since", MessageJson.time(member.since())));
        }
        return all;
    }
}
