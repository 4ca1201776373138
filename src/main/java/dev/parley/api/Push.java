package dev.parley.api;

import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.NotificationService;
import dev.parley.bus.NotificationService.Offer;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Channel;
import dev.parley.bus.PushService.Queued;
import dev.parley.bus.PushService.Register;
import dev.parley.bus.PushService.Unregister;
import dev.parley.bus.PushService.Wish;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.node.Limit;
import dev.parley.node.RateLimits;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** How the calling device is told of messages while it is not connected. */
final class Push implements Resource {
    /** Those that work only where the operator has credentials of a provider. */
    private static final Set<Channel> BY_CREDENTIALS = Set.of(Channel.FCM, Channel.APNS);

    private final Bus bus;
    private final RateLimits limits;
    private final PushTargets targets;

    /** @param allowPrivate whether what users name may be without TLS */
    Push(Bus bus, RateLimits limits, boolean allowPrivate) {
        this.bus = bus;
        this.limits = limits;
        this.targets = new PushTargets(allowPrivate);
    }

    @Override
    public void mount(Routes routes) {
        routes.signedIn(HttpMethod.GET, "/push/key", this::key);
        routes.signedIn(HttpMethod.PUT, "/push/subscription", this::register);
        routes.signedIn(HttpMethod.DELETE, "/push/subscription", this::unregister);
        routes.signedIn(HttpMethod.POST, "/push/test", this::test);
        routes.signedIn(HttpMethod.GET, "/push/settings", this::wishes);
        routes.signedIn(HttpMethod.PUT, "/push/settings", this::wish);
    }

    private Future<Answer> key(Call call) {
        return bus.request(NotificationService.OFFER, Done.DONE).map(Push::toAnswer);
    }

    private static Answer toAnswer(Offer offer) {
        JsonObject body = new JsonObject()
                .put(
                        "channels",
                        new JsonArray(offer.channels().stream()
                                .map(PushTargets::kind)
                                .sorted()
                                .toList()));
        offer.webPushKey().ifPresent(key -> body.put("key", key));
        return Answer.ok(body);
    }

    private Future<Answer> register(Call call) {
        PushTargets.Wanted wanted = targets.read(call.body());
        Register request = new Register(
                call.user(), call.identity().device(), call.identity().signIn(), wanted.target());
        return take(call)
                .compose(taken -> requireOffered(wanted.target().channel()))
                .compose(offered -> bus.request(PushService.REGISTER, request))
                .map(done -> Answer.ok(wanted.shown()));
    }

    private Future<Void> requireOffered(Channel channel) {
        return BY_CREDENTIALS.contains(channel)
                ? bus.request(NotificationService.OFFER, Done.DONE).compose(offer -> require(channel, offer))
                : Future.succeededFuture();
    }

    private static Future<Void> require(Channel channel, Offer offer) {
        return offer.channels().contains(channel)
                ? Future.succeededFuture()
                : Future.failedFuture(Failure.of(
                        FailureCode.INVALID, "this server is not set up for " + PushTargets.kind(channel), "kind"));
    }

    private Future<Answer> unregister(Call call) {
        Unregister request = new Unregister(call.user(), call.identity().device());
        return bus.request(PushService.UNREGISTER, request).map(done -> Answer.empty());
    }

    private Future<Answer> test(Call call) {
        return take(call)
                .compose(taken -> bus.request(PushService.TEST, new OfUser(call.user())))
                .compose(Push::queued);
    }

    private static Future<Answer> queued(Queued queued) {
        return queued.devices() == 0
                ? Future.failedFuture(Failure.of(FailureCode.NOT_FOUND, "none of your devices is registered"))
                : Future.succeededFuture(Answer.accepted(new JsonObject().put("devices", queued.devices())));
    }

    private Future<Answer> wishes(Call call) {
        return bus.request(PushService.WISHES, new OfUser(call.user()))
                .map(wishes -> Answer.ok(PushWishes.write(wishes)));
    }

    private Future<Answer> wish(Call call) {
        Wish wish = new Wish(call.user(), PushWishes.read(call.body()));
        return take(call)
                .compose(taken -> bus.request(PushService.WISH, wish))
                .map(wishes -> Answer.ok(PushWishes.write(wishes)));
    }

    private Future<Void> take(Call call) {
        return limits.take(Limit.CHANGE, call.user().toString());
    }
}
