package dev.parley.api;

import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.LogIn;
import dev.parley.bus.AccountsService.Refresh;
import dev.parley.bus.AccountsService.Revoke;
import dev.parley.bus.AccountsService.SignedIn;
import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.node.RateLimits;
import dev.parley.protocol.MessageJson;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Login, fresh tokens, logout. */
final class Sessions implements Resource {
    private static final String REFRESH_TOKEN = "refreshToken";

    private final Bus bus;
    private final RateLimits limits;
    private final PasswordTurns turns;
    private final Edges edges;

    Sessions(Bus bus, RateLimits limits, PasswordTurns turns, Edges edges) {
        this.bus = bus;
        this.limits = limits;
        this.turns = turns;
        this.edges = edges;
    }

    @Override
    public void mount(Routes routes) {
        routes.open(HttpMethod.POST, "/sessions", this::logIn);
        routes.open(HttpMethod.POST, "/sessions/refresh", this::refresh);
        routes.signedIn(HttpMethod.DELETE, "/sessions/current", this::logOut);
    }

    private Future<Answer> logIn(Call call) {
        Fields body = call.body();
        LogIn logIn = readLogIn(body);
        RefreshCookie cookie = cookie(call);
        boolean inCookie = cookie.wanted(body);
        return new LoginAttempt(limits, logIn.username(), call.network())
                .run(() -> turns.run(call.network(), () -> bus.request(AccountsService.LOG_IN, logIn)))
                .map(signedIn -> inCookie
                        ? withCookie(Answer.created(toJson(signedIn)), cookie, signedIn)
                        : Answer.created(toJson(signedIn).put(REFRESH_TOKEN, signedIn.refreshToken())));
    }

    private static LogIn readLogIn(Fields body) {
        Fields device = body.object("device");
        return new LogIn(
                body.text("username"),
                body.text("password"),
                deviceId(body),
                device.optionalText("name").orElse("unnamed"),
                device.optionalText("platform").orElse("unknown"));
    }

    private static Optional<DeviceId> deviceId(Fields body) {
        try {
            return body.optionalText("deviceId").map(DeviceId::parse);
        } catch (IllegalArgumentException noId) {
            throw Failure.of(FailureCode.INVALID, noId.getMessage(), "deviceId");
        }
    }

    private Future<Answer> refresh(Call call) {
        Fields body = call.body();
        RefreshCookie cookie = cookie(call);
        boolean inCookie = cookie.wanted(body);
        String token = inCookie ? cookie.token() : body.text(REFRESH_TOKEN);
        return bus.request(AccountsService.REFRESH, new Refresh(token))
                .map(fresh -> inCookie
                        ? withCookie(Answer.ok(toJson(fresh)), cookie, fresh)
                        : Answer.ok(toJson(fresh).put(REFRESH_TOKEN, fresh.refreshToken())));
    }

    private static Answer withCookie(Answer answer, RefreshCookie cookie, SignedIn signedIn) {
        return answer.with(Optional.of(cookie.keep(signedIn.refreshToken())));
    }

    private RefreshCookie cookie(Call call) {
        return new RefreshCookie(call, edges.overTls() || call.isOverTls());
    }

    private Future<Answer> logOut(Call call) {
        Revoke revoke = new Revoke(call.user(), call.identity().device());
        return bus.request(AccountsService.REVOKE, revoke)
                .recover(Sessions::unlessGone)
                .map(done -> Answer.empty().with(cookie(call).forget()));
    }

    /** Logging out twice is no failure. */
    private static Future<Done> unlessGone(Throwable cause) {
        boolean gone = cause instanceof Failure failure && failure.code() == FailureCode.NOT_FOUND;
        return gone ? Future.succeededFuture(Done.DONE) : Future.failedFuture(cause);
    }

    private JsonObject toJson(SignedIn signedIn) {
        return new JsonObject()
                .put("user", ProfileJson.own(signedIn.user()))
                .put("deviceId", signedIn.device().toString())
                .put("accessToken", signedIn.accessToken())
                .put("accessTokenExpiresAt", MessageJson.time(signedIn.accessTokenExpiresAt()))
                .put("edge", edges.recommended());
    }
}
