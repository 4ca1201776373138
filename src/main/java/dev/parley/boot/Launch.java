package dev.parley.boot;

import dev.parley.config.BadSetting;
import dev.parley.config.Settings;
import dev.parley.config.SettingsLoader;
import dev.parley.metrics.Metrics;
import dev.parley.model.NodeId;
import dev.parley.traces.Traces;
import io.vertx.core.Deployable;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.launcher.application.HookContext;
import io.vertx.launcher.application.VertxApplicationHooks;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** What Parley adds to the steps of the launcher. Each method runs on the launcher's thread, in the order written here. */
class Launch implements VertxApplicationHooks {
    private final List<String> args;
    private final Map<String, String> environment;
    private final NodeId node = new NodeId(UUID.randomUUID().toString().substring(0, 13));
    private final Metrics metrics = new Metrics();
    private Settings settings;
    private Plan plan;
    private HazelcastClusterManager cluster;
    private Startup startup;

    Launch(String[] args, Map<String, String> environment) {
        this.args = List.copyOf(Arrays.asList(args));
        this.environment = Map.copyOf(environment);
    }

    /** Whether the launcher did more than print its help. */
    boolean isBegun() {
        return settings != null;
    }

    @Override
    public JsonObject afterConfigParsed(JsonObject config) {
        try {
            settings = SettingsLoader.load(config == null ? noConfig() : config, environment);
            Logs.write(settings.logFormat(), node);
            plan = PlanFile.read(settings.planFile()).pick(settings.verticles()).withNode();
            return config;
        } catch (BadSetting | CannotStart refused) {
            Terminal.refuse(refused);
            throw refused;
        }
    }

    @Override
    public VertxBuilder createVertxBuilder(VertxOptions options) {
        options.setPreferNativeTransport(true).setMetricsOptions(Metrics.options());
        Clustering.bus(settings.cluster(), options.getEventBusOptions());
        VertxBuilder builder = Vertx.builder().with(options).withMetrics(metrics.vertx());
        settings.traces()
                .ifPresent(traces -> builder.withTracer(Traces.to(traces, node, Banner.version(), metrics.spans())));
        cluster = Clustering.manager(settings.cluster(), Clustering.config(settings.cluster()));
        return builder.withClusterManager(cluster);
    }

    @Override
    public void afterFailureToStartVertx(HookContext context, Throwable cause) {
        Terminal.refuse(new StartFailure(settings).ofPlatform(Optional.ofNullable(cause)));
    }

    @Override
    public void afterVertxStarted(HookContext context) {
        if (context.vertx().isClustered() && settings.stores().sessions().equals("shared")) {
            Turmoil.watch(context.vertx(), cluster.getHazelcastInstance());
        }
        startup = new Startup(context.vertx(), settings, plan, node, metrics);
        Terminal.say(new Banner(settings, plan, node, context.vertx().isClustered()).text());
    }

    @Override
    public Supplier<? extends Deployable> verticleSupplier() {
        return () -> new MainVerticle(startup);
    }

    @Override
    public void afterFailureToDeployVerticle(HookContext context, Throwable cause) {
        Terminal.refuse(StartFailure.known(cause));
    }

    /** Runs on the thread of the shutdown hook, which has to wait: Vert.x itself would stop verticles in no order. */
    @Override
    public void beforeStoppingVertx(HookContext context) {
        if (startup == null) {
            return;
        }
        try {
            startup.stop().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException failed) {
            Terminal.say("Parley did not stop cleanly: " + failed.getMessage());
        }
    }

    @Override
    public void afterVertxStopped(HookContext context) {
        Terminal.say("Parley has stopped");
    }

    /** The launcher only warns about a config file that it cannot read. */
    private JsonObject noConfig() {
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i).toLowerCase(Locale.ROOT);
            if (arg.startsWith("-conf") || arg.startsWith("--conf")) {
                String next = i + 1 < args.size() ? args.get(i + 1) : "";
                throw BadSetting.file("--conf", arg.contains("=") ? args.get(i) : next, "a readable file of JSON");
            }
        }
        return new JsonObject();
    }
}
