package dev.parley.api;

import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.ByName;
import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.AccountsService.PresenceVisibility;
import dev.parley.bus.AccountsService.SignUp;
import dev.parley.bus.AccountsService.UpdateProfile;
import dev.parley.bus.Bus;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import dev.parley.node.Limit;
import dev.parley.node.RateLimits;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Sign-up, profiles, and finding people by name. */
final class Users implements Resource {
    private final Bus bus;
    private final RateLimits limits;
    private final PasswordTurns turns;

    Users(Bus bus, RateLimits limits, PasswordTurns turns) {
        this.bus = bus;
        this.limits = limits;
        this.turns = turns;
    }

    @Override
    public void mount(Routes routes) {
        routes.open(HttpMethod.POST, "/users", this::signUp);
        routes.signedIn(HttpMethod.GET, "/users", this::find);
        routes.signedIn(HttpMethod.GET, "/users/me", this::me);
        routes.signedIn(HttpMethod.PATCH, "/users/me", this::update);
        routes.signedIn(HttpMethod.GET, "/users/:id", this::get);
    }

    /** What a name or a password has to be is for accounts to say. */
    private Future<Answer> signUp(Call call) {
        Fields body = call.body();
        String username = body.text("username");
        SignUp signUp = new SignUp(
                username,
                body.text("password"),
                body.optionalText("displayName").orElse(username));
        return limits.take(Limit.SIGN_UP, call.network())
                .compose(allowed -> turns.run(call.network(), () -> bus.request(AccountsService.SIGN_UP, signUp)))
                .map(profile -> Answer.created(ProfileJson.brief(profile)));
    }

    private Future<Answer> find(Call call) {
        String username = call.query("username", text -> text)
                .orElseThrow(() -> Failure.of(FailureCode.INVALID, "username is missing", "username"));
        return bus.request(AccountsService.FIND, new ByName(username))
                .map(profile -> Answer.ok(ProfileJson.open(profile)));
    }

    private Future<Answer> me(Call call) {
        return bus.request(AccountsService.PROFILE, new OfUser(call.user()))
                .map(profile -> Answer.ok(ProfileJson.own(profile)));
    }

    private Future<Answer> get(Call call) {
        return bus.request(AccountsService.PROFILE, new OfUser(call.path("id", UserId::parse)))
                .map(profile -> Answer.ok(ProfileJson.open(profile)));
    }

    private Future<Answer> update(Call call) {
        Fields body = call.body();
        UpdateProfile update = new UpdateProfile(
                call.user(),
                body.optionalText("displayName"),
                body.optionalText("about"),
                body.optionalText("avatar"),
                presence(body),
                body.truth("readReceipts"));
        return bus.request(AccountsService.UPDATE_PROFILE, update).map(own -> Answer.ok(ProfileJson.own(own)));
    }

    private static Optional<PresenceVisibility> presence(Fields body) {
        Optional<String> name = body.optionalText("presence");
        Optional<PresenceVisibility> found = name.flatMap(Users::visibility);
        body.require(name.isPresent() == found.isPresent(), "presence", "is everyone, friends or nobody");
        return found;
    }

    private static Optional<PresenceVisibility> visibility(String name) {
        return Stream.of(PresenceVisibility.values())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
