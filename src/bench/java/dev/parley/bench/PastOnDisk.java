package dev.parley.bench;

import dev.parley.bench.filling.Filling;
import dev.parley.bench.filling.Span;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.IntStream;

/** Put into the embedded store of an own server while that is down: weeks of messages between everybody and the next few. */
final class PastOnDisk implements Past {
    /** Everybody writes to so many who have a larger number, and to as many who have a smaller one. */
    private static final int NEXT = 10;

    private final Vertx vertx;
    private final ServerProcess server;
    private final Crowd crowd;
    private final Options options;
    private final Progress progress;

    PastOnDisk(Vertx vertx, ServerProcess server, Crowd crowd, Options options, Progress progress) {
        this.vertx = vertx;
        this.server = server;
        this.crowd = crowd;
        this.options = options;
        this.progress = progress;
    }

    @Override
    public Future<Span> prepare() {
        return crowd.signUp(options.users()).compose(all -> fill()).compose(span -> crowd.connect()
                .map(all -> span));
    }

    private Future<Span> fill() {
        List<String> ids = conversations().stream().map(Kept::id).toList();
        return vertx.executeBlocking(() -> server.whileDown(() -> Filling.fill(
                server.data(),
                ids,
                options.stored,
                options.textLength,
                stored -> progress.say("storing messages", stored, options.stored))));
    }

    @Override
    public List<Kept> conversations() {
        int next = Math.min(NEXT, (crowd.clients().size() - 1) / 2);
        return IntStream.rangeClosed(1, next)
                .boxed()
                .flatMap(step -> crowd.clients().stream().map(client -> kept(client, step)))
                .toList();
    }

    private Kept kept(Client client, int step) {
        return new Kept(
                client, Talk.pair(client, crowd.client(client.number() + step)).conversation());
    }
}
