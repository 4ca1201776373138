package dev.parley.edge;

import dev.parley.model.FailureCode;
import dev.parley.node.Node;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/** Turns clients away while the edge drains or holds as many as it may, and tells them of another. */
final class Full {
    private static final int STATUS = FailureCode.UNAVAILABLE.httpStatus();

    private final Node node;

    Full(Node node) {
        this.node = node;
    }

    /** Whether a request would begin a session, and none may begin. */
    boolean refuses(HttpServerRequest request) {
        return !node.edge().isOpen() && begins(request.path());
    }

    /** Answers with a problem (RFC 9457) whose {@code url} is that of another edge, if there is one. */
    void answer(HttpServerResponse response) {
        node.elsewhere()
                .find(1)
                .onSuccess(urls -> answer(response, urls.stream().findFirst()));
    }

    private void answer(HttpServerResponse response, Optional<URI> elsewhere) {
        String code = FailureCode.UNAVAILABLE.wireName();
        JsonObject problem = new JsonObject()
                .put("type", "urn:parley:problem:" + code)
                .put("title", "Unavailable")
                .put("status", STATUS)
                .put("detail", node.edge().isDraining() ? "this edge is going away" : "this edge takes no more clients")
                .put("code", code);
        elsewhere.ifPresent(url -> problem.put("url", url.toString()));
        response.setStatusCode(STATUS)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.RETRY_AFTER, "1")
                .end(problem.toBuffer());
    }

    /** Polling clients of SockJS begin with its {@code info}. */
    private static boolean begins(String path) {
        return path.equals("/ws") || path.endsWith("/websocket") || path.endsWith("/info");
    }
}
