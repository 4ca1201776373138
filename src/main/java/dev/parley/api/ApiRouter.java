package dev.parley.api;

import dev.parley.bus.Bus;
import dev.parley.config.Settings;
import dev.parley.node.InboxReads;
import dev.parley.node.Node;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.TimeoutHandler;
import java.util.List;

/** Puts the routes of one instance together. */
final class ApiRouter {
    private static final int MOST_READS_WAITING = 2_000;

    /** Longer than the longest poll with both its reads of the store. */
    private static final long REQUEST_MILLIS = 45_000;

    private ApiRouter() {}

    static Future<Router> create(Vertx vertx, Bus bus, Settings settings, Node node) {
        Router router = Router.router(vertx);
        Edges edges = new Edges(settings, node.edges());
        failAsProblems(router);
        router.route(Routes.BASE + "/*").handler(new CrossOrigin(settings.edge().allowedOrigins()));
        router.route().handler(TimeoutHandler.create(REQUEST_MILLIS));
        Routes routes = new Routes(router, new Authentication(node.tokens(), node.limits()));
        resources(vertx, bus, settings, node, edges).forEach(resource -> resource.mount(routes));
        return Contract.mount(vertx, routes)
                .compose(mounted -> WebFile.readAll(vertx.fileSystem()))
                .map(files -> {
                    routes.refuseOtherMethods();
                    new WebClient(edges, files).mount(router);
                    return router;
                });
    }

    private static void failAsProblems(Router router) {
        Problems problems = new Problems();
        router.route().handler(new SecurityHeaders()).failureHandler(problems);
        List.of(400, 404, 405, 500).forEach(status -> router.errorHandler(status, problems));
    }

    private static List<Resource> resources(Vertx vertx, Bus bus, Settings settings, Node node, Edges edges) {
        Shared shared = Shared.of(vertx);
        Profiles profiles = new Profiles(bus);
        PasswordTurns turns = new PasswordTurns(settings.rateLimits());
        InboxReads inboxes = new InboxReads(bus, node.edge().meter(), MOST_READS_WAITING);
        return List.of(
                new Users(bus, node.limits(), turns),
                new Sessions(bus, node.limits(), turns, edges),
                new Devices(bus),
                edges,
                new Friends(bus, node.limits()),
                new Blocks(bus, node.limits()),
                new Groups(bus, node.limits(), profiles),
                new Presence(bus),
                new Conversations(bus, new Overview(bus, profiles)),
                new Showing(bus, node.limits()),
                new Push(bus, node.limits(), settings.push().allowPrivate()),
                new Reading(bus, profiles),
                new Messages(bus, node.submitter(), node.limits()),
                new Sync(inboxes, new LongPoll(vertx, bus, inboxes, node.sessions(), shared)));
    }
}
