package dev.parley.api;

import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.FriendsService;
import dev.parley.bus.FriendsService.Between;
import dev.parley.bus.FriendsService.Link;
import dev.parley.model.UserId;
import dev.parley.node.Limit;
import dev.parley.node.RateLimits;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** Whom a user blocks. */
final class Blocks implements Resource {
    private final Bus bus;
    private final RateLimits limits;

    Blocks(Bus bus, RateLimits limits) {
        this.bus = bus;
        this.limits = limits;
    }

    @Override
    public void mount(Routes routes) {
        routes.signedIn(HttpMethod.GET, "/blocks", this::list);
        routes.signedIn(HttpMethod.PUT, "/blocks/:userId", call -> act(FriendsService.BLOCK, call));
        routes.signedIn(HttpMethod.DELETE, "/blocks/:userId", call -> act(FriendsService.UNBLOCK, call));
    }

    private Future<Answer> list(Call call) {
        return bus.request(FriendsService.BLOCKS, new OfUser(call.user())).map(blocks -> toAnswer(blocks.blocked()));
    }

    private static Answer toAnswer(List<Link> blocked) {
        return Answer.ok(out -> {
            out.writeArrayFieldStart("blocked");
            for (Link link : blocked) {
                out.writeStartObject();
                ProfileJson.write(out, link);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private Future<Answer> act(dev.parley.bus.Endpoint<Between, Done> what, Call call) {
        Between between = new Between(call.user(), call.path("userId", UserId::parse));
        return limits.take(Limit.CHANGE, call.user().toString())
                .compose(taken -> bus.request(what, between))
                .map(done -> Answer.empty());
    }
}
