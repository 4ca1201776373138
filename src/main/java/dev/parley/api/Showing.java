package dev.parley.api;

import dev.parley.bus.Bus;
import dev.parley.bus.PreferencesService;
import dev.parley.bus.PreferencesService.Change;
import dev.parley.bus.PreferencesService.Preference;
import dev.parley.model.ConversationId;
import dev.parley.node.Limit;
import dev.parley.node.RateLimits;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;

/** How a user wants a conversation shown: muted, pinned. */
final class Showing implements Resource {
    private final Bus bus;
    private final RateLimits limits;

    Showing(Bus bus, RateLimits limits) {
        this.bus = bus;
        this.limits = limits;
    }

    @Override
    public void mount(Routes routes) {
        routes.signedIn(HttpMethod.PATCH, "/conversations/:id", this::change);
    }

    private Future<Answer> change(Call call) {
        Fields body = call.body();
        Change change = new Change(
                call.user(), call.path("id", ConversationId::parse), body.truth("muted"), body.truth("pinned"));
        return limits.take(Limit.CHANGE, call.user().toString())
                .compose(taken -> bus.request(PreferencesService.CHANGE, change))
                .map(Showing::toAnswer);
    }

    private static Answer toAnswer(Preference preference) {
        return Answer.ok(new JsonObject()
                .put("id", preference.conversation().toString())
                .put("muted", preference.muted())
                .put("pinned", preference.pinned()));
    }
}
