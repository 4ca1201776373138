package dev.parley.ops;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.NodeId;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The page on which operators see the cluster, and what it asks for. */
final class Console {
    private static final int LONGEST_NAME = 64;

    private final NodeId here;
    private final Pages pages;
    private final Cluster cluster;
    private final Finder finder;
    private final ConsolePage page = ConsolePage.load();

    Console(NodeId here, Pages pages, Cluster cluster, Finder finder) {
        this.here = here;
        this.pages = pages;
        this.cluster = cluster;
        this.finder = finder;
    }

    void mount(Router router) {
        router.get("/").handler(only(pages::mayOpen, this::page));
        router.get("/console/nodes").handler(only(pages::mayRead, this::nodes));
        router.get("/console/user").handler(only(pages::mayRead, this::user));
        router.post("/console/drain").handler(only(pages::mayAct, this::drain));
    }

    private Handler<RoutingContext> only(Predicate<HttpServerRequest> allowed, Handler<RoutingContext> handler) {
        return context -> {
            if (allowed.test(context.request())) {
                handler.handle(context);
            } else {
                refuse(context, 403, "open the console by an address, or set PARLEY_OPS_NAMES");
            }
        };
    }

    private void page(RoutingContext context) {
        HttpServerResponse response = context.response();
        page.headers().forEach(response::putHeader);
        response.end(page.body());
    }

    private void nodes(RoutingContext context) {
        cluster.nodes()
                .onSuccess(nodes -> answer(context, 200, json(nodes, Instant.now())))
                .onFailure(cause -> fail(context, cause));
    }

    private JsonObject json(List<Cluster.Heard> nodes, Instant now) {
        return new JsonObject()
                .put("here", here.value())
                .put("nodes", ReportJson.array(nodes, node -> ReportJson.node(node, now)));
    }

    private void user(RoutingContext context) {
        Optional.ofNullable(context.request().getParam("who"))
                .map(String::strip)
                .filter(who -> !who.isEmpty() && who.length() <= LONGEST_NAME)
                .ifPresentOrElse(
                        who -> finder.find(who)
                                .onSuccess(found -> answer(context, 200, found))
                                .onFailure(cause -> fail(context, cause)),
                        () -> refuse(context, 422, "who is a username or the id of a user"));
    }

    private void drain(RoutingContext context) {
        Optional.ofNullable(context.request().getParam("node"))
                .filter(node -> !node.isBlank() && node.length() <= LONGEST_NAME)
                .ifPresentOrElse(
                        node -> cluster.drain(new NodeId(node))
                                .onSuccess(begun -> answer(context, 202, new JsonObject().put("status", "DRAINING")))
                                .onFailure(cause -> fail(context, cause)),
                        () -> refuse(context, 422, "node is the id of a node"));
    }

    private static void fail(RoutingContext context, Throwable cause) {
        FailureCode code = cause instanceof Failure failure ? failure.code() : FailureCode.INTERNAL;
        refuse(context, code.httpStatus(), cause instanceof Failure ? cause.getMessage() : "it failed");
    }

    private static void refuse(RoutingContext context, int status, String why) {
        answer(context, status, new JsonObject().put("error", why));
    }

    private static void answer(RoutingContext context, int status, JsonObject body) {
        context.response()
                .setStatusCode(status)
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Type", "application/json")
                .end(Buffer.buffer(body.encode()));
    }
}
