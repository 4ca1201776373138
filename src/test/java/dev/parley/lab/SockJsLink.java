package dev.parley.lab;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A link over {@code /sockjs} without a socket: frames come in the lines of a response, which is long where it streams and has
 * one of them where it polls, and is asked for again when it ends; what is to be sent is posted, one post after the other.
 */
final class SockJsLink implements Link {
    private static final long OPENING_MILLIS = 6_000;
    private static final long POST_MILLIS = 12_000;

    private final Web web;
    private final URI session;
    private final String transport;
    private final Ear ear;
    private final List<String> unsent = new ArrayList<>();
    private Optional<HttpClientResponse> response = Optional.empty();
    private boolean posting;
    private boolean ended;

    private SockJsLink(Web web, URI session, String transport, Ear ear) {
        this.web = web;
        this.session = session;
        this.transport = transport;
        this.ear = ear;
    }

    /** @param transport {@code xhr_streaming}, or {@code xhr} to poll */
    static Future<Link> open(Web web, URI edge, String transport, Ear ear) {
        URI session = edge.resolve("/sockjs/000/" + UUID.randomUUID());
        SockJsLink link = new SockJsLink(web, session, transport, ear);
        return link.receive()
                .timeout(OPENING_MILLIS, TimeUnit.MILLISECONDS)
                .onFailure(late -> link.close())
                .map(link);
    }

    private Future<Void> receive() {
        return web.stream(session.resolve(session.getPath() + "/" + transport)).map(this::read);
    }

    private Void read(HttpClientResponse incoming) {
        response = Optional.of(incoming);
        incoming.exceptionHandler(broken -> end());
        if (ended) {
            incoming.request().reset();
        } else if (incoming.statusCode() != 200) {
            end();
        } else {
            incoming.handler(RecordParser.newDelimited("\n", this::line));
            incoming.endHandler(done -> receiveAgain());
        }
        return null;
    }

    private void receiveAgain() {
        if (!ended) {
            receive().onFailure(broken -> end());
        }
    }

    private void line(Buffer line) {
        if (line.length() == 0 || ended) {
            return;
        }
        switch (line.getByte(0)) {
            case 'a' ->
                new JsonArray(line.getString(1, line.length()))
                        .forEach(frame -> ear.heard(new JsonObject((String) frame)));
            case 'c' -> end();
            default -> {}
        }
    }

    @Override
    public void write(JsonObject frame) {
        unsent.add(frame.encode());
        post();
    }

    private void post() {
        if (!posting && !unsent.isEmpty() && !ended) {
            posting = true;
            Buffer body = new JsonArray(List.copyOf(unsent)).toBuffer();
            unsent.clear();
            web.ask(
                            HttpMethod.POST,
                            session.resolve(session.getPath() + "/xhr_send"),
                            Optional.empty(),
                            Optional.of(body),
                            POST_MILLIS)
                    .onSuccess(answer -> posted(answer.status() == 204))
                    .onFailure(broken -> posted(false));
        }
    }

    private void posted(boolean taken) {
        posting = false;
        if (taken) {
            post();
        } else {
            end();
        }
    }

    private void end() {
        if (!ended) {
            close();
            ear.over();
        }
    }

    @Override
    public void close() {
        ended = true;
        response.ifPresent(open -> open.request().reset());
    }
}
