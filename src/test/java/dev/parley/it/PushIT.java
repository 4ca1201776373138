package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.notification.Eventually;
import dev.parley.notification.http.Receiver;
import dev.parley.servers.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes from two processes, one of which holds the stores: nobody misses a message, whatever dies. */
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
        String first = String.valueOf(Ports.free());
        String second = String.valueOf(Ports.free());
        String members = "127.0.0.1:" + first + ",127.0.0.1:" + second;
        stores = process("stores", "accounts,persistence,presence,router,edge,api,notification", first, members);
        edge = process("edge", "edge,notification", second, members);
        launchBoth();
    }

    private static ParleyProcess process(String name, String verticles, String port, String members) throws Exception {
        return ParleyProcess.in(Files.createDirectories(folder.resolve(name)), "-cluster")
                .with("PARLEY_VERTICLES", verticles)
                .with("PARLEY_WEBHOOK_ALLOW_PRIVATE", "true")
                .with("PARLEY_CLUSTER_PORT", port)
                .with("PARLEY_CLUSTER_MEMBERS", members);
    }

    private static void launchBoth() throws InterruptedException {
        stores.launch();
        edge.launch();
        stores.awaitReady();
        edge.awaitReady();
    }

    @AfterAll
    static void stop() throws Exception {
        edge.close();
        stores.close();
        VERTX.close().await();
    }

    @Test
    void everyPushArrivesThoughAllIsKilledInTheMiddle() throws Exception {
        List<String> held = new CopyOnWriteArrayList<>();
        receiver.answer = (delivery, response) -> held.add(delivery.path());
        List<Device> bots = new ArrayList<>();
        for (int i = 0; i < BOTS; i++) {
            bots.add(bot("bot" + i));
        }
        Device ann = Device.signUp(stores.api(), "ann");
        try (Socket socket = ann.connect(stores.edge(), Optional.empty())) {
            for (Device bot : bots.subList(1, BOTS)) {
                socket.awaitAccepted(socket.send(bot.user(), "hello"));
            }
            Eventually.holds("pushes are on their way", () -> held.size() >= BOTS / 2);
            socket.awaitAccepted(socket.send(bots.get(0).user(), "hello"));
        }
        stores.kill();
        edge.kill();
        receiver.got.clear();
        receiver.answer = (delivery, response) -> Receiver.status(response, 200);
        launchBoth();
        Eventually.holds("all pushes", () -> paths().distinct().count() == BOTS);
        assertThat(paths()).hasSize(BOTS);
    }

    private static Stream<String> paths() {
        return receiver.got.stream().map(Receiver.Delivery::path).filter(path -> path.startsWith("/bot"));
    }

    @Test
    void aDeadSocketIsPushedToAndAnAcknowledgingOneIsNot() throws Exception {
        receiver.answer = (delivery, response) -> Receiver.status(response, 200);
        Device eve = Device.signUp(stores.api(), "eve");
        Device dead = bot("dead");
        Device alive = bot("alive");
        try (Relay relay = new Relay(stores.edge());
                Socket cut = dead.connect(relay.uri(), Optional.empty());
                Socket heard = alive.connect(stores.edge(), Optional.empty());
                Socket socket = eve.connect(stores.edge(), Optional.empty())) {
            relay.goDead();
            socket.awaitAccepted(socket.send(alive.user(), "to the living"));
            String id = heard.awaitText("to the living").getString("id");
            heard.frame(new JsonObject().put("type", "received").put("ids", new JsonArray().add(id)));
            socket.awaitAccepted(socket.send(dead.user(), "to the dead"));
            Eventually.holds("the push", () -> bodies("/dead").size() == 1);
            JsonObject push = bodies("/dead").get(0);
            assertThat(push.getString("text")).isEqualTo("to the dead");
            assertThat(push.getJsonObject("from").getString("name")).isEqualTo("eve");
            assertThat(push.getInteger("badge")).isEqualTo(1);
            assertThat(delay("/dead")).isLessThan(SOON);
            assertThat(bodies("/alive")).isEmpty();
            assertThat(cut.messages()).isEmpty();
        }
    }

    @Test
    void whatAKilledEdgeHandedToDeadSocketsIsPushedAndWhatWasAcknowledgedIsNot() throws Exception {
        receiver.answer = (delivery, response) -> Receiver.status(response, 200);
        Device eve = Device.signUp(stores.api(), "eve_at_edge");
        Device mute = bot("mute");
        Device prompt = bot("prompt");
        Device back = bot("back");
        try (Socket socket = eve.connect(stores.edge(), Optional.empty());
                Socket muteSocket = mute.connect(edge.edge(), Optional.empty());
                Socket promptSocket = prompt.connect(edge.edge(), Optional.empty());
                Socket backSocket = back.connect(edge.edge(), Optional.empty())) {
            for (Device bot : List.of(prompt, back, mute)) {
                socket.awaitAccepted(socket.send(bot.user(), "hello"));
            }
            acknowledge(promptSocket);
            socket.await(frame -> frame.getString("type").equals("receipt")
                    && frame.getString("user").equals(prompt.user()));
            backSocket.awaitText("hello");
            muteSocket.awaitText("hello");
            edge.kill();
            try (Socket again = back.connect(stores.edge(), Optional.of("0"))) {
                acknowledge(again);
                Eventually.holds("the push", () -> !bodies("/mute").isEmpty());
                socket.awaitAccepted(socket.send(mute.user(), "another"));
                Eventually.holds("another push", () -> bodies("/mute").size() > 1);
            }
            assertThat(bodies("/mute"))
                    .extracting(push -> push.getString("text"))
                    .containsExactly("hello", "another");
            assertThat(bodies("/prompt")).isEmpty();
            assertThat(bodies("/back")).isEmpty();
        }
        edge.start();
    }

    private static void acknowledge(Socket socket) {
        String id = socket.awaitText("hello").getString("id");
        socket.frame(new JsonObject().put("type", "received").put("ids", new JsonArray().add(id)));
    }

    /** The second round is under way on both when one of them is killed. */
    @Test
    void twoShareTheWorkWithoutDoublesAndOneThatIsKilledLosesNothing() throws Exception {
        receiver.answer = (delivery, response) -> Receiver.status(response, 200);
        Device sue = Device.signUp(stores.api(), "sue");
        JsonArray members = new JsonArray();
        for (int i = 0; i < BOTS; i++) {
            members.add(bot("carried" + i).user());
        }
        List<String> circles = new ArrayList<>();
        while (circles.size() < CIRCLES) {
            circles.add(circle(sue, members));
        }
        int all = BOTS * CIRCLES;
        try (Socket socket = sue.connect(stores.edge(), Optional.empty())) {
            tell(socket, circles, "first");
            Eventually.holds("the first round", () -> pushes("first").size() >= all);
            receiver.answer =
                    (delivery, response) -> VERTX.timer(300).onSuccess(late -> Receiver.status(response, 200));
            tell(socket, circles, "second");
            Eventually.holds(
                    "the second round is under way", () -> pushes("second").size() >= all / 4);
            edge.kill();
            Eventually.holds(
                    "the second round",
                    () -> pushes("second").stream().distinct().count() >= all);
        }
        assertThat(pushes("first")).hasSize(all).doesNotHaveDuplicates();
        assertThat(pushes("second").size()).isLessThan(2 * all);
        edge.start();
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
