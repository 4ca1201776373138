package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.notification.Eventually;
import dev.parley.notification.http.Receiver;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes from a node of their own: nobody misses a message, whatever dies. */
class PushIT {
    private static final int BOTS = 12;

    @TempDir
    private static Path folder;

    private static final Vertx VERTX = Vertx.vertx();
    private static Receiver receiver;
    private static ParleyProcess chat;
    private static ParleyProcess couriers;

    @BeforeAll
    static void start() throws Exception {
        receiver = new Receiver(VERTX);
        String first = FreePort.next();
        String second = FreePort.next();
        String members = "127.0.0.1:" + first + ",127.0.0.1:" + second;
        chat = process("chat", "accounts,persistence,presence,router,edge,api", first, members);
        couriers = process("couriers", "notification", second, members);
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
        chat.launch();
        couriers.launch();
        chat.awaitReady();
        couriers.awaitReady();
    }

    @AfterAll
    static void stop() throws Exception {
        couriers.close();
        chat.close();
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
        Device ann = Device.signUp(chat.api(), "ann");
        try (Socket socket = ann.connect(chat.edge(), Optional.empty())) {
            for (Device bot : bots.subList(1, BOTS)) {
                socket.awaitAccepted(socket.send(bot.user(), "hello"));
            }
            Eventually.holds("pushes are on their way", () -> held.size() >= BOTS / 2);
            socket.awaitAccepted(socket.send(bots.get(0).user(), "hello"));
        }
        chat.kill();
        couriers.kill();
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
        Device eve = Device.signUp(chat.api(), "eve");
        Device dead = bot("dead");
        Device alive = bot("alive");
        try (Relay relay = new Relay(chat.edge());
                Socket cut = dead.connect(relay.uri(), Optional.empty());
                Socket heard = alive.connect(chat.edge(), Optional.empty());
                Socket socket = eve.connect(chat.edge(), Optional.empty())) {
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
            assertThat(bodies("/alive")).isEmpty();
            assertThat(cut.messages()).isEmpty();
        }
    }

    private static List<JsonObject> bodies(String path) {
        return receiver.got.stream()
                .filter(delivery -> delivery.path().equals(path))
                .map(delivery -> new JsonObject(delivery.body()))
                .toList();
    }

    /** Somebody whose device is registered as a webhook. */
    private static Device bot(String name) {
        Device bot = Device.signUp(chat.api(), name);
        JsonObject webhook = new JsonObject()
                .put("kind", "webhook")
                .put("url", receiver.url("/" + name))
                .put("secret", "a secret of " + name + "s own");
        bot.rest().put("/push/subscription", webhook).expect(200);
        return bot;
    }
}
