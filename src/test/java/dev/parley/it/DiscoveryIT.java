package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.servers.Ports;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three edges, one of which goes and comes back, and clients that log in one after the other: 300 of them, or as many as
 * {@code -Dparley.discovery.logins} says.
 */
class DiscoveryIT {
    private static final int LOGINS = Integer.getInteger("parley.discovery.logins", 300);
    private static final int LATER_LOGINS = 150;
    private static final int AT_ONCE = 8;
    /** A user has ten devices at most, and here nine. */
    private static final int USERS = (LOGINS + LATER_LOGINS + AT_ONCE) / 6;

    private static final int NODES = 4;

    @TempDir
    private Path folder;

    private final List<String> ports =
            Stream.generate(Ports::free).limit(NODES).map(String::valueOf).toList();
    private final ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    @Test
    void loginsSpreadEvenlyAndANewEdgeFillsSlowly() throws Exception {
        try (ParleyProcess core = node(0, "persistence,presence,accounts,router,api");
                ParleyProcess one = node(1, "edge");
                ParleyProcess two = node(2, "edge");
                ParleyProcess three = node(3, "edge")) {
            core.start();
            List<ParleyProcess> edges = List.of(one, two, three);
            for (ParleyProcess edge : edges) {
                edge.launch();
            }
            for (ParleyProcess edge : edges) {
                edge.awaitReady();
            }
            List<Device> users = users(core);
            edges.forEach(edge -> awaitRecommended(users.get(0), edge));

            Map<URI, AtomicInteger> spread = logIn(users, core, LOGINS);
            System.out.println("Logins by edge: " + spread);
            int even = LOGINS / edges.size();
            edges.forEach(edge ->
                    assertThat(spread.get(edge.edge())).hasValueBetween(even - even / 10, even + even / 10 + 1));

            assertThat(three.terminate()).isEqualTo(143);
            assertThat(logIn(users, core, AT_ONCE)).doesNotContainKey(three.edge());
            three.start();
            awaitRecommended(users.get(0), three);
            int share = LATER_LOGINS / edges.size();
            int filled = logIn(users, core, LATER_LOGINS).get(three.edge()).get();
            System.out.println("Of " + LATER_LOGINS + " logins the new edge had " + filled);
            assertThat(filled).isBetween(share, 2 * share + share / 3);
        } finally {
            sockets.forEach(Socket::close);
            clients.shutdownNow();
        }
    }

    private ParleyProcess node(int number, String verticles) throws IOException {
        return ParleyProcess.in(Files.createDirectories(folder.resolve("node" + number)), "-cluster")
                .with("PARLEY_CLUSTER_PORT", ports.get(number))
                .with("PARLEY_CLUSTER_MEMBERS", "127.0.0.1:" + String.join(",127.0.0.1:", ports))
                .with("PARLEY_DRAIN_SECONDS", "1")
                .with("PARLEY_VERTICLES", verticles);
    }

    private List<Device> users(ParleyProcess core) throws Exception {
        List<Device> users = new ArrayList<>();
        List<Callable<Device>> all = IntStream.range(0, USERS)
                .<Callable<Device>>mapToObj(i -> () -> Device.signUp(core.api(), "user" + i))
                .toList();
        for (Future<Device> user : clients.invokeAll(all)) {
            users.add(user.get());
        }
        return users;
    }

    /** Logs in as devices of their own that go where they are told, and counts where that was. */
    private Map<URI, AtomicInteger> logIn(List<Device> users, ParleyProcess core, int logins) throws Exception {
        Map<URI, AtomicInteger> spread = new ConcurrentHashMap<>();
        List<Callable<Void>> all = IntStream.range(0, logins)
                .<Callable<Void>>mapToObj(i -> () -> {
                    URI edge = logIn(users.get(i % USERS), core);
                    spread.computeIfAbsent(edge, first -> new AtomicInteger()).incrementAndGet();
                    return null;
                })
                .toList();
        for (Future<Void> done : clients.invokeAll(all)) {
            done.get();
        }
        return spread;
    }

    private URI logIn(Device user, ParleyProcess core) {
        JsonObject device = new JsonObject().put("name", "test").put("platform", "java");
        JsonObject session = new Rest(core.api(), Optional.empty())
                .post("/sessions", user.account().put("device", device))
                .expect(201)
                .body();
        URI edge = URI.create(session.getJsonObject("edge").getString("url"));
        Socket socket = Socket.open(edge);
        sockets.add(socket);
        socket.frame(new JsonObject().put("type", "hello").put("token", session.getString("accessToken")));
        socket.await(frame -> frame.getString("type").equals("welcome"));
        return edge;
    }

    private static void awaitRecommended(Device device, ParleyProcess edge) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!device.rest()
                .get("/edge")
                .expect(200)
                .body()
                .getString("url")
                .equals(edge.edge().toString())) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
