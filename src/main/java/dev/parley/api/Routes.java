package dev.parley.api;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Mounts endpoints under {@code /api/v1}: checks the token first, then reads the body, then asks the endpoint. */
final class Routes {
    static final String BASE = "/api/v1";
    private static final int SMALL_BODY = 16 * 1024;
    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PATCH, HttpMethod.PUT);

    private static final List<String> FORMS = List.of("multipart/", "application/x-www-form-urlencoded");

    private final Router router;
    private final Authentication authentication;
    private final Map<String, Set<HttpMethod>> methods = new LinkedHashMap<>();

    Routes(Router router, Authentication authentication) {
        this.router = router;
        this.authentication = authentication;
    }

    /** An endpoint that anyone may call. */
    void open(HttpMethod method, String path, Endpoint endpoint) {
        finish(method, path, SMALL_BODY, endpoint);
    }

    /** An endpoint for a signed-in device. */
    void signedIn(HttpMethod method, String path, Endpoint endpoint) {
        signedIn(method, path, SMALL_BODY, endpoint);
    }

    /** The same with a body of up to {@code maxBody} bytes. */
    void signedIn(HttpMethod method, String path, int maxBody, Endpoint endpoint) {
        route(method, path).handler(authentication);
        finish(method, path, maxBody, endpoint);
    }

    /** Answers all other methods on what was mounted so far; to be called last. */
    void refuseOtherMethods() {
        methods.forEach((path, allowed) -> router.route(path).handler(new OtherMethods(allowed)));
    }

    private Route route(HttpMethod method, String path) {
        methods.computeIfAbsent(BASE + path, first -> new HashSet<>()).add(method);
        return router.route(method, BASE + path);
    }

    /** A route for each step, for vertx-web would put the body before the token within one. */
    private void finish(HttpMethod method, String path, int maxBody, Endpoint endpoint) {
        if (WITH_BODY.contains(method)) {
            route(method, path).handler(Routes::asIs);
            route(method, path).handler(BodyHandler.create(false).setBodyLimit(maxBody));
        }
        route(method, path).handler(context -> run(endpoint, context));
    }

    /** No body is a form, whatever it says it is; as curl does of all. */
    private static void asIs(RoutingContext context) {
        String type = new Call(context).contentType().toLowerCase(Locale.ROOT);
        if (FORMS.stream().anyMatch(type::startsWith)) {
            context.request().headers().remove(HttpHeaders.CONTENT_TYPE);
        }
        context.next();
    }

    private static void run(Endpoint endpoint, RoutingContext context) {
        Future.succeededFuture(new Call(context))
                .compose(endpoint::answer)
                .onComplete(answer -> write(answer, context.response()), context::fail);
    }

    private static void write(Answer answer, HttpServerResponse response) {
        if (response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        answer.cookie().ifPresent(response::addCookie);
        answer.body()
                .ifPresentOrElse(
                        body -> response.putHeader(HttpHeaders.CONTENT_TYPE, answer.type())
                                .end(body),
                        response::end);
    }
}
