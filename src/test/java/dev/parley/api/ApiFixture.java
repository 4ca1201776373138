package dev.parley.api;

import dev.parley.bus.Bus;
import dev.parley.bus.Endpoint;
import dev.parley.config.Settings;
import dev.parley.config.SettingsLoader;
import dev.parley.contract.RestContract;
import dev.parley.listen.Callers;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.MessageId;
import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import dev.parley.node.Accepted;
import dev.parley.node.Draft;
import dev.parley.node.EdgeBoard;
import dev.parley.node.IdClock;
import dev.parley.node.Identity;
import dev.parley.node.Node;
import dev.parley.node.OwnEdge;
import dev.parley.node.RateLimits;
import dev.parley.node.TrafficMeter;
import dev.parley.servers.Ports;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** An api verticle on a free port, with stand-ins for its neighbours on a real bus. */
final class ApiFixture implements AutoCloseable {
    static final UserId ANN = new UserId(1);
    static final UserId BOB = new UserId(2);
    static final Identity ANNS_PHONE =
            new Identity(ANN, new DeviceId(11), "sign-in-11", Instant.parse("2030-01-01T00:00:00Z"));
    static final Identity ANNS_LAPTOP =
            new Identity(ANN, new DeviceId(12), "sign-in-12", Instant.parse("2030-01-01T00:00:00Z"));
    static final String ANNS_TOKEN = "ann";
    static final String ANNS_OTHER_TOKEN = "ann's laptop";

    final Vertx vertx = Vertx.vertx();
    final Bus bus = new Bus(vertx);
    final EdgeBoard edges = new EdgeBoard("local", System::nanoTime, bound -> 0);
    final FakeSessions sessions = new FakeSessions(vertx);
    volatile Function<Draft, Future<Accepted>> submitter = draft -> unexpected();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port = Ports.free();

    ApiFixture() {
        this(Map.of());
    }

    ApiFixture(Map<String, String> environment) {
        this(environment, new Callers(0));
    }

    ApiFixture(Map<String, String> environment, Callers callers) {
        JsonObject file = new JsonObject();
        Map<String, String> all = new HashMap<>(environment);
        all.put("PARLEY_API_PORT", Integer.toString(port));
        Settings settings = SettingsLoader.load(file, all);
        Node node = node(settings.rateLimits() ? RateLimits.kept(bus) : RateLimits.none(), callers);
        await(vertx.deployVerticle(
                () -> new ApiVerticle(bus, settings, node), new DeploymentOptions().setInstances(2)));
    }

    private Node node(RateLimits limits, Callers callers) {
        return new Node(
                new NodeId("here"),
                new NoClock(),
                this::verify,
                sessions,
                (draft, origin) -> submitter.apply(draft),
                limits,
                edges,
                clients -> Future.succeededFuture(List.of()),
                new OwnEdge(1, TrafficMeter.NONE),
                callers);
    }

    private Future<Identity> verify(String token) {
        return switch (token) {
            case ANNS_TOKEN -> Future.succeededFuture(ANNS_PHONE);
            case ANNS_OTHER_TOKEN -> Future.succeededFuture(ANNS_LAPTOP);
            case "expired" -> Future.failedFuture(Failure.of(FailureCode.TOKEN_EXPIRED, "the token has expired"));
            default -> Future.failedFuture(Failure.of(FailureCode.UNAUTHENTICATED, "the token is not valid"));
        };
    }

    /** Serves one endpoint of a neighbour. */
    <Q, R> void serve(Endpoint<Q, R> endpoint, Function<Q, Future<R>> server) {
        await(bus.serve(endpoint, server::apply));
    }

    /** Sends a request as Ann. */
    Reply call(String method, String path, String body) {
        return send(request(method, path, body).header("Authorization", "Bearer " + ANNS_TOKEN));
    }

    Reply get(String path) {
        return call("GET", path, "");
    }

    /** Sends a request without a token. */
    Reply anonymous(String method, String path, String body) {
        return send(request(method, path, body));
    }

    Reply send(HttpRequest.Builder request) {
        return start(request).join();
    }

    /** Sends a request whose answer has to be as the contract says. */
    CompletableFuture<Reply> start(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(answer -> {
            RestContract.check(answer);
            return new Reply(answer);
        });
    }

    HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(40))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static <T> Future<T> unexpected() {
        return Future.failedFuture(new AssertionError("nobody asked for this"));
    }

    /** An HTTP answer. */
    record Reply(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonObject json() {
            return new JsonObject(response.body());
        }

        /** The code of the problem that it is. */
        String code() {
            if (!header("content-type").equals("application/problem+json")) {
                return "no problem but " + header("content-type") + " " + response.body();
            }
            return json().getInteger("status") == status() ? json().getString("code") : "status differs";
        }

        String field() {
            return json().getString("field", "");
        }
    }

    /** The api makes no ids itself. */
    static final class NoClock implements IdClock {
        @Override
        public MessageId next() {
            throw new AssertionError("the submitter makes ids");
        }

        @Override
        public void observe(MessageId seen) {
            throw new AssertionError("the submitter observes ids");
        }
    }
}
