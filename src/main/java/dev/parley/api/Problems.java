package dev.parley.api;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a failure as a problem (RFC 9457): the one place that maps {@link Failure} to HTTP. */
final class Problems implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final long DRAINED_BYTES = 64 * 1024;
    private static final long LINGER_MILLIS = 1_000;

    @Override
    public void handle(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.headWritten() || response.closed()) {
            response.reset();
            return;
        }
        Failure failure = failureOf(context);
        closeIfMuchIsUnread(context);
        headers(failure, response);
        response.setStatusCode(failure.code().httpStatus())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(problem(failure).toBuffer());
    }

    static JsonObject problem(Failure failure) {
        String code = failure.code().wireName();
        JsonObject problem = new JsonObject()
                .put("type", "urn:parley:problem:" + code)
                .put(
                        "title",
                        Character.toUpperCase(code.charAt(0))
                                + code.substring(1).replace('_', ' '))
                .put("status", failure.code().httpStatus())
                .put("detail", failure.getMessage())
                .put("code", code);
        failure.field().ifPresent(field -> problem.put("field", field));
        return problem;
    }

    private static void headers(Failure failure, HttpServerResponse response) {
        if (failure.code().httpStatus() == 401) {
            String challenge =
                    failure.code() == FailureCode.TOKEN_EXPIRED ? "Bearer error=\"invalid_token\"" : "Bearer";
            response.putHeader("WWW-Authenticate", challenge);
        }
        if (failure.code() == FailureCode.RATE_LIMITED || failure.code() == FailureCode.UNAVAILABLE) {
            response.putHeader(
                    HttpHeaders.RETRY_AFTER, seconds(failure.retryAfter().orElse(RETRY_AFTER)));
        }
    }

    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, TimeUnit.MILLISECONDS.toSeconds(wait.toMillis() + 999)));
    }

    private static Failure failureOf(RoutingContext context) {
        if (context.failure() instanceof Failure failure) {
            return failure;
        }
        return switch (context.statusCode()) {
            case 404 -> Failure.of(FailureCode.NOT_FOUND, "there is nothing at this path");
            case 405 -> Failure.of(FailureCode.METHOD_NOT_ALLOWED, "this path does not answer that method");
            case 413 -> Failure.of(FailureCode.TOO_LARGE, "the body is over its limit");
            case 400, 417 -> Failure.of(FailureCode.BAD_REQUEST, "the request is malformed");
            case 503 -> Failure.of(FailureCode.UNAVAILABLE, "this took too long");
            default -> defect(context);
        };
    }

    private static Failure defect(RoutingContext context) {
        LOG.error("{} {} failed", context.request().method(), context.request().path(), context.failure());
        return Failure.of(FailureCode.INTERNAL, "something went wrong here; it has been logged");
    }

    /** Gives a client that is still sending a lot a moment to read the answer, then hangs up on it. */
    private static void closeIfMuchIsUnread(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.isEnded() && length(request) > DRAINED_BYTES) {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
            context.vertx()
                    .setTimer(LINGER_MILLIS, timer -> request.connection().close());
        }
    }

    private static long length(HttpServerRequest request) {
        if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            return Long.MAX_VALUE;
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
