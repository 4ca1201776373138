package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import dev.parley.notification.http.Receiver;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Pushes from two processes, one of which holds the stores: nobody misses a message, whatever dies. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PushIT {
    private static final int BOTS = 12;
    private static final int CIRCLES = 30;
    private static final Duration SOON = Duration.ofSeconds(15);

    @TempDir
    private static Path folder;

    private static final Vertx VERTX = Vertx.vertx();
    private static Receiver receiver;
    private static ParleyProcess stores;
    private static ParleyProcess edge;

    @BeforeAll
    static void start() throws Exception {
        receiver = new Receiver(VERTX);
        Cluster cluster = new Cluster(folder, 2);
        stores = process(cluster, "stores", "accounts,persistence,presence,router,edge,api,notification");
        edge = process(cluster, "edge", "edge,notification");
        launchBoth();
        killBothInTheMiddle();
        launchBoth();
    }

    private static ParleyProcess process(Cluster cluster, String name, String verticles) throws Exception {
        return cluster.member(name).with("PARLEY_VERTICLES", verticles).with("PARLEY_WEBHOOK_ALLOW_PRIVATE", "true");
    }

    private static void launchBoth() throws InterruptedException {
        stores.launch();
        edge.launch();
        stores.awaitReady();
        edge.awaitReady();
    }

    /**
     * Some pushes are on their way. The sockets of two bots are dead: one was handed a message a while ago, the other just now,
     * when one to a third was accepted, too.
     */
    private static void killBothInTheMiddle() throws Exception {
        List<String> held = new CopyOnWriteArrayList<>();
        receiver.answer = (delivery, response) -> held.add(delivery.path());
        List<Device> bots = new ArrayList<>();
        for (int i = 0; i < BOTS; i++) {
            bots.add(bot("bot" + i));
        }
        Device ann = Device.signUp(stores.api(), "ann");
        try (Relay relay = new Relay(stores.edge());
                Socket cut = bots.get(1).connect(relay.uri(), Optional.empty());
                Socket cutToo = bots.get(2).connect(relay.uri(), Optional.empty());
                Socket socket = ann.connect(stores.edge(), Optional.empty())) {
            relay.goDead();
            socket.awaitAccepted(socket.send(bots.get(1).user(), "hello"));
            for (Device bot : bots.subList(3, BOTS)) {
                socket.awaitAccepted(socket.send(bot.user(), "hello"));
            }
            Eventually.holds("pushes are on their way", () -> held.size() >= BOTS / 2);
            socket.awaitAccepted(socket.send(bots.get(0).user(), "hello"));
            socket.awaitAccepted(socket.send(bots.get(2).user(), "hello"));
            stores.kill();
            edge.kill();
            assertThat(cut.messages()).isEmpty();
            assertThat(cutToo.messages()).isEmpty();
        }
        receiver.got.clear();
        receiver.answer = (delivery, response) -> Receiver.status(response, 200);
    }

    @AfterAll
    static void stop() throws Exception {
        edge.close();
        stores.close();
        VERTX.close().await();
    }

    /** By now the leases of the dead are over, or soon. */
    @Test
    @Order(2)
    void everyPushArrivesOnceThoughAllWasKilledInTheMiddle() throws Exception {
        Eventually.holds("all pushes", () -> paths().distinct().count() == BOTS);
        assertThat(paths()).hasSize(BOTS);
    }

    private static Stream<String> paths() {
        return receiver.got.stream().map(Receiver.Delivery::path).filter(path -> path.startsWith("/bot"));
    }

    /**
     * A second round is under way on both when one is killed. It leaves what it had in hand, what it had queued for a socket
     * that does not answer, and what it had handed to one just now. A socket at the other went dead before, and nobody knows.
     */
    @Test
    @Order(1)
    void twoShareTheWorkWithoutDoublesAndOneThatIsKilledLosesNothing() throws Exception {
        int all = BOTS * CIRCLES;
        Device sue = Device.signUp(stores.api(), "sue");
        List<String> circles = circles(sue);
        try (Socket socket = sue.connect(stores.edge(), Optional.empty());
                Audience audience = Audience.begin()) {
            tell(socket, circles, "first");
            Eventually.holds("the first round", () -> pushes("first").size() >= all);
            audience.hear(socket);
            receiver.answer =
                    (delivery, response) -> VERTX.timer(300).onSuccess(late -> Receiver.status(response, 200));
            tell(socket, circles, "second");
            Eventually.holds(
                    "the second round is under way", () -> pushes("second").size() >= all / 4);
            audience.hearAtLast(socket);
            edge.kill();
            audience.isToldOfWhatItDidNotAcknowledge(socket);
            Eventually.holds(
                    "the second round",
                    () -> pushes("second").stream().distinct().count() >= all);
        }
        assertThat(pushes("first")).hasSize(all).doesNotHaveDuplicates();
        assertThat(pushes("second").size()).isLessThan(2 * all);
    }

    /**
     * Some who are connected. At the edge that is killed, one acknowledges, one comes back, two are not heard of again; at the
     * other, one acknowledges, and the packets of one are dropped.
     */
    private record Audience(Relay relay, Map<String, Device> bots, Map<String, Socket> sockets)
            implements AutoCloseable {
        static Audience begin() {
            Audience audience = new Audience(new Relay(stores.edge()), new HashMap<>(), new HashMap<>());
            List.of("prompt", "back", "silent", "sudden").forEach(name -> audience.add(name, edge.edge()));
            audience.add("alive", stores.edge());
            audience.add("dead", audience.relay.uri());
            return audience;
        }

        private void add(String name, URI at) {
            Device bot = bot(name);
            bots.put(name, bot);
            sockets.put(name, bot.connect(at, Optional.empty()));
        }

        /** Well before the edge is killed. */
        void hear(Socket from) {
            List.of("prompt", "silent").forEach(name -> hear(from, name));
            acknowledge(sockets.get("prompt"));
            from.await(frame -> frame.getString("type").equals("receipt")
                    && frame.getString("user").equals(bots.get("prompt").user()));
        }

        /** Right before. */
        void hearAtLast(Socket from) {
            hear(from, "alive");
            acknowledge(sockets.get("alive"));
            relay.goDead();
            tell(from, "dead", "hello");
            List.of("sudden", "back").forEach(name -> hear(from, name));
        }

        private void hear(Socket from, String name) {
            tell(from, name, "hello");
            sockets.get(name).awaitText("hello");
        }

        private void tell(Socket from, String name, String text) {
            from.awaitAccepted(from.send(bots.get(name).user(), text));
        }

        /** One comes back where the others live, and those who are gone are told of more. */
        void isToldOfWhatItDidNotAcknowledge(Socket from) throws Exception {
            try (Socket again = bots.get("back").connect(stores.edge(), Optional.of("0"))) {
                acknowledge(again);
                for (String name : List.of("silent", "sudden", "dead")) {
                    Eventually.holds(
                            "a push to " + name, () -> !bodies("/" + name).isEmpty());
                    JsonObject push = bodies("/" + name).get(0);
                    assertThat(push.getString("text")).isEqualTo("hello");
                    assertThat(push.getJsonObject("from").getString("name")).isEqualTo("sue");
                    assertThat(push.getInteger("badge")).isEqualTo(1);
                }
                assertThat(delay("/dead")).isLessThan(SOON);
                for (String name : List.of("silent", "sudden")) {
                    tell(from, name, "another");
                }
                for (String name : List.of("silent", "sudden")) {
                    Eventually.holds("another push", () -> bodies("/" + name).size() > 1);
                    assertThat(bodies("/" + name))
                            .extracting(push -> push.getString("text"))
                            .containsExactly("hello", "another");
                }
            }
            assertThat(sockets.get("dead").messages()).isEmpty();
            for (String name : List.of("prompt", "back", "alive")) {
                assertThat(bodies("/" + name)).as("pushes to %s", name).isEmpty();
            }
        }

        @Override
        public void close() {
            sockets.values().forEach(Socket::close);
            relay.close();
        }
    }

    private static void acknowledge(Socket socket) {
        String id = socket.awaitText("hello").getString("id");
        socket.frame(new JsonObject().put("type", "received").put("ids", new JsonArray().add(id)));
    }

    private static List<String> circles(Device owner) {
        JsonArray members = new JsonArray();
        for (int i = 0; i < BOTS; i++) {
            members.add(bot("carried" + i).user());
        }
        return IntStream.range(0, CIRCLES)
                .mapToObj(number -> circle(owner, members))
                .toList();
    }

    private static String circle(Device owner, JsonArray members) {
        JsonObject wanted = new JsonObject().put("name", "circle").put("members", members);
        return "g:" + owner.rest().post("/groups", wanted).expect(201).body().getString("id");
    }

    private static void tell(Socket socket, List<String> conversations, String text) {
        List<String> refs = new ArrayList<>();
        for (String conversation : conversations) {
            String ref = text + " " + conversation;
            refs.add(ref);
            socket.frame(new JsonObject()
                    .put("type", "send")
                    .put("ref", ref)
                    .put("to", new JsonObject().put("conversation", conversation))
                    .put("text", text));
        }
        refs.forEach(socket::awaitAccepted);
    }

    /** Who was told of a text, and in which conversation. */
    private static List<String> pushes(String text) {
        return receiver.got.stream()
                .filter(delivery -> text.equals(new JsonObject(delivery.body()).getString("text")))
                .map(delivery -> delivery.path() + " " + new JsonObject(delivery.body()).getString("conversation"))
                .toList();
    }

    private static List<JsonObject> bodies(String path) {
        return deliveries(path).map(delivery -> new JsonObject(delivery.body())).toList();
    }

    private static Stream<Receiver.Delivery> deliveries(String path) {
        return receiver.got.stream().filter(delivery -> delivery.path().equals(path));
    }

    /** From when a message was accepted until the push of it came. */
    private static Duration delay(String path) {
        Receiver.Delivery push = deliveries(path).findFirst().orElseThrow();
        return Duration.between(Instant.parse(new JsonObject(push.body()).getString("at")), push.at());
    }

    /** Somebody whose device is registered as a webhook. */
    private static Device bot(String name) {
        Device bot = Device.signUp(stores.api(), name);
        JsonObject webhook = new JsonObject()
                .put("kind", "webhook")
                .put("url", receiver.url("/" + name))
                .put("secret", "a secret of " + name + "s own");
        bot.rest().put("/push/subscription", webhook).expect(200);
        return bot;
    }
}
