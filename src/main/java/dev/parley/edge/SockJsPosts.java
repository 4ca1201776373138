package dev.parley.edge;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets on what a polling client posts when it is a JSON string or a list of strings. SockJS has nothing else, but Vert.x takes
 * any list, and fails on what is no string in it, with a stack trace in the log for whoever asks for one.
 */
final class SockJsPosts implements Handler<RoutingContext> {
    private static final int BROKEN = 500;

    @Override
    public void handle(RoutingContext context) {
        String posted = posted(context);
        if (posted.isEmpty() || SockJsTexts.read(posted).isPresent()) {
            context.next();
        } else {
            context.response().setStatusCode(BROKEN).end("Broken JSON encoding.");
        }
    }

    /** The body, or the field {@code d} of a form where JSONP has one. */
    private static String posted(RoutingContext context) {
        boolean jsonp = context.request().path().endsWith("/jsonp_send");
        String field = jsonp ? context.request().getFormAttribute("d") : null;
        String posted = field == null ? context.body().asString() : field;
        return posted == null ? "" : posted;
    }
}
