package dev.parley.api;

import dev.parley.listen.Networks;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import dev.parley.node.Identity;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One request, as an endpoint reads it. Every reader throws a {@link Failure} that names the parameter at fault. */
final class Call {
    private final RoutingContext context;

    Call(RoutingContext context) {
        this.context = context;
    }

    /** Who asks; on endpoints for signed-in devices only. */
    Identity identity() {
        return Authentication.of(context);
    }

    UserId user() {
        return identity().user();
    }

    /** The network that the call comes from, for limits. Headers are not trusted; a balancer says it by the PROXY protocol. */
    String network() {
        return Networks.of(context.request().remoteAddress().hostAddress());
    }

    /** Whether it came to this very server over TLS. */
    boolean isOverTls() {
        return context.request().isSSL();
    }

    Fields body() {
        return Fields.parse(context.body().buffer());
    }

    /** The same, where an empty body is an object without fields. */
    Fields bodyIfAny() {
        return text().isEmpty() ? Fields.none() : body();
    }

    /** A cookie that came with the call. */
    Optional<String> cookie(String name) {
        return Optional.ofNullable(context.request().getCookie(name)).map(Cookie::getValue);
    }

    /** The port that the caller reaches this server by; not positive when it is the usual one. */
    int port() {
        return context.request().authority() == null
                ? -1
                : context.request().authority().port();
    }

    /** What the caller says the body is; empty when it does not say. */
    String contentType() {
        return Optional.ofNullable(context.request().getHeader(HttpHeaders.CONTENT_TYPE))
                .orElse("");
    }

    /** The body as it came. */
    String text() {
        return Optional.ofNullable(context.body().asString()).orElse("");
    }

    /** A part of the path, read by {@code parser}, which throws {@link IllegalArgumentException}. */
    <T> T path(String name, Function<String, T> parser) {
        return read(name, context.pathParam(name), parser);
    }

    /** A query parameter that may be left out. */
    <T> Optional<T> query(String name, Function<String, T> parser) {
        List<String> values = context.queryParam(name);
        if (values.size() > 1) {
            throw Failure.of(FailureCode.INVALID, name + " is given twice", name);
        }
        return values.stream().findFirst().map(value -> read(name, value, parser));
    }

    /** A whole number in the query, within bounds. */
    int number(String name, int min, int max, int otherwise) {
        return query(name, text -> within(Integer.parseInt(text), min, max)).orElse(otherwise);
    }

    /** Runs {@code gone} when the client goes away before it was answered, or once it was. */
    void onEnd(Runnable gone) {
        context.addEndHandler(end -> gone.run());
    }

    private static int within(int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("it is a number from " + min + " to " + max);
        }
        return value;
    }

    private static <T> T read(String name, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException noNumber) {
            throw Failure.of(FailureCode.INVALID, name + " is not a whole number", name);
        } catch (IllegalArgumentException invalid) {
            throw Failure.of(FailureCode.INVALID, name + ": " + invalid.getMessage(), name);
        }
    }
}
