package dev.parley.api;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.stream.Collectors;

/** Refuses what a path does not do, and says what it does (RFC 9110, section 15.5.6). */
final class OtherMethods implements Handler<RoutingContext> {
    private final String allowed;

    OtherMethods(Collection<HttpMethod> allowed) {
        this.allowed = allowed.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));
    }

    @Override
    public void handle(RoutingContext context) {
        context.response().putHeader(HttpHeaders.ALLOW, allowed);
        context.fail(Failure.of(FailureCode.METHOD_NOT_ALLOWED, "this path answers " + allowed));
    }
}
