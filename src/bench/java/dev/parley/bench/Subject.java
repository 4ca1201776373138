package dev.parley.bench;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.internal.ContextInternal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A server that is measured, with the clients of one scenario on it. Its methods block the thread that calls them. */
final class Subject {
    private static final int HTTP_CONNECTIONS = 32;
    /** Longer than any storm. */
    private static final long LIVE_SECONDS = 3_600;
    /** Java gives memory back to the system in the background. */
    private static final long GIVING_BACK_SECONDS = 4;

    private final Vertx vertx;
    private final Context context;
    /** Of those who stay, whom the crowd does not hold up here. */
    private final Context liveContext;

    private final Options options;
    private final Progress progress;
    private final String name;
    private final Probe probe;
    private final List<ServerProcess> own;
    private final Scenario scenario;
    private final Optional<Talk> live;
    private long residentBefore;

    private Subject(
            Vertx vertx,
            Options options,
            Progress progress,
            String name,
            Server server,
            Server liveServer,
            Probe probe,
            List<ServerProcess> own) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.liveContext = options.live > 0 ? vertx.getOrCreateContext() : context;
        this.options = options;
        this.progress = progress;
        this.name = name;
        this.probe = probe;
        this.own = own;
        WebSocketClient web = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxConnections(Integer.MAX_VALUE)
                .setTcpNoDelay(true));
        this.scenario = scenario(new Crowd(vertx, web::connect, server, progress, options.acknowledging()));
        this.live = options.live > 0 && options.kind == Options.Kind.STORM
                ? Optional.of(Talk.inPairs(
                        new Crowd(vertx, web::connect, liveServer, progress, options.acknowledging()),
                        options,
                        Options.LIVE_USERS))
                : Optional.empty();
    }

    /**
     * Parley, or a cluster of it, whose API is at {@code url}.
     *
     * @param own its processes, where they were started for this
     */
    static Subject parley(
            Vertx vertx, Options options, Progress progress, URI url, Probe probe, List<ServerProcess> own) {
        var http = vertx.createHttpClient(
                new HttpClientOptions().setTcpNoDelay(true), new PoolOptions().setHttp1MaxSize(HTTP_CONNECTIONS));
        String names = "load." + Integer.toString(ThreadLocalRandom.current().nextInt(1 << 30), 36) + ".";
        return new Subject(
                vertx,
                options,
                progress,
                "Parley",
                new ParleyServer(vertx, http, url, names),
                new ParleyServer(vertx, http, url, names + "live."),
                probe,
                own);
    }

    static Subject relay(Vertx vertx, Options options, Progress progress, ServerProcess process) {
        URI socket = URI.create("ws://127.0.0.1:" + process.port() + "/");
        RelayServer server = new RelayServer(socket);
        return new Subject(
                vertx, options, progress, "relay", server, server, Probe.ofOwn(List.of(process)), List.of(process));
    }

    private Scenario scenario(Crowd crowd) {
        return switch (options.kind) {
            case IDLE -> Arrivals.first(crowd, options);
            case STORM -> Arrivals.again(crowd, options, progress);
            case DIRECT, OVERLOAD -> Talk.inPairs(crowd, options);
            case GROUP -> Talk.inGroups(crowd, options, options.groupSize);
            case DAY -> new Day(vertx, crowd, options);
            case HISTORY, SYNC, READING -> new Reading(crowd, options, past(crowd));
        };
    }

    /** Embedded stores are filled while their server is down, which is faster. */
    private Past past(Crowd crowd) {
        return options.isEmbedded()
                ? new PastOnDisk(vertx, own.get(0), crowd, options, progress)
                : new PastByWire(crowd, options, progress);
    }

    void prepare() {
        await(context, scenario::prepare);
        live.ifPresent(talk -> await(liveContext, talk::prepare));
        residentBefore = options.kind == Options.Kind.IDLE ? resident() : 0;
    }

    /**
     * Measures at one rate, then many times that, then again; the load never pauses for longer than it takes to answer what is
     * under way.
     */
    List<Figures> overload(double rate, Duration warmUp, Duration duration) {
        return List.of(
                measure(rate, warmUp, duration).named("before"),
                measure(rate * options.times, Duration.ZERO, duration).named("overload"),
                measure(rate, Duration.ZERO, duration).named("after"));
    }

    /** Measures those who stay by themselves, then the storm and those who stay beside it. */
    List<Figures> stormBesideLive(double rate, Duration warmUp, Duration duration) {
        Talk talk = live.orElseThrow();
        long count = Math.round(options.live * warmUp.plus(duration).toMillis() / 1_000);
        Figures alone = await(liveContext, () -> run("live alone", talk, options.live, warmUp, count)
                .run(loop(liveContext)));
        Run live = await(
                liveContext,
                () -> Future.succeededFuture(run(
                        "live beside the storm",
                        talk,
                        options.live,
                        Duration.ZERO,
                        Math.round(options.live * LIVE_SECONDS))));
        Future<Figures> beside = begin(liveContext, () -> live.run(loop(liveContext)));
        Figures storm = measure(rate, Duration.ZERO, duration).named("storm");
        return List.of(alone, storm, await(liveContext, () -> {
            live.stop();
            return beside;
        }));
    }

    /** @param duration of what is measured, after the warm-up */
    Figures measure(double rate, Duration warmUp, Duration duration) {
        boolean arrivals = options.kind.isOfArrivals();
        Duration warming = arrivals ? Duration.ZERO : warmUp;
        long count = arrivals
                ? options.users()
                : Math.round(rate * warming.plus(duration).toMillis() / 1_000);
        Figures figures =
                await(context, () -> run(name, scenario, rate, warming, count).run(loop(context)));
        if (options.kind == Options.Kind.IDLE) {
            return stay(figures);
        }
        return options.rest > 0 ? figures.resting(used(options.rest), options.rest) : figures;
    }

    /** The server's processor time of as many seconds from now on. */
    private long used(int seconds) {
        long before = Usage.of(probe.pids()).cpuNanos();
        await(context, () -> vertx.timer(seconds, TimeUnit.SECONDS));
        return Usage.of(probe.pids()).cpuNanos() - before;
    }

    private Run run(String title, Scenario what, double rate, Duration warmUp, long count) {
        return new Run(vertx, probe, progress, title, what, rate, warmUp, count);
    }

    private static EventLoop loop(Context context) {
        return ((ContextInternal) context).nettyEventLoop();
    }

    /** Those who came stay for a while, then leave, so that who is measured next has the machine to itself. */
    private Figures stay(Figures arrived) {
        long used = used(options.seconds);
        long resident = resident();
        context.runOnContext(over -> scenario.leave());
        return arrived.staying(resident, residentBefore, arrived.count("arrived"), used, options.seconds);
    }

    /** After the server gave back what it does not need, where it can be told to. */
    private long resident() {
        own.forEach(started -> {
            try {
                started.collectGarbage();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await(context, () -> vertx.timer(GIVING_BACK_SECONDS, TimeUnit.SECONDS));
        return probe.residentBytes();
    }

    private static <T> Future<T> begin(Context context, Supplier<Future<T>> step) {
        Promise<T> done = Promise.promise();
        context.runOnContext(begin -> {
            try {
                step.get().onComplete(done);
            } catch (RuntimeException failed) {
                done.fail(failed);
            }
        });
        return done.future();
    }

    private <T> T await(Context context, Supplier<Future<T>> step) {
        CompletableFuture<T> done = begin(context, step).toCompletionStage().toCompletableFuture();
        probe.failAtEnd(done);
        try {
            return done.join();
        } catch (CompletionException failed) {
            throw failure(failed.getCause());
        }
    }

    private RuntimeException failure(Throwable cause) {
        String what = name + ": " + cause.getMessage();
        return cause instanceof IOException || cause instanceof UncheckedIOException
                ? new UncheckedIOException(what, new IOException(cause))
                : new IllegalStateException(what, cause);
    }
}
