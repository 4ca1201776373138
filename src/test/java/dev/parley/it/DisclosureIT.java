package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.parley.servers.Ports;
import dev.parley.servers.RawHttp;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process gives away: in its log, as text and as JSON, when it logs all it can, and by its ports. */
class DisclosureIT {
    private static final String TEXT = "text that nobody else reads, number ";
    private static final String GUESS = "wrong horse battery";
    private static final String PUSH_SECRET = "0123456789abcdef-push";
    private static final String PUSH_PATH = "path-that-is-a-secret";

    @TempDir
    private static Path folder;

    private static ParleyProcess parley;

    private final Map<String, String> secrets = new LinkedHashMap<>();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        parley = ParleyProcess.in(folder, "-cluster")
                .with("PARLEY_CLUSTER_PORT", String.valueOf(Ports.free()))
                .with("JAVA_TOOL_OPTIONS", FullLog.option(folder))
                .with("PARLEY_WEBHOOK_ALLOW_PRIVATE", "true")
                .with("PARLEY_LOG_FORMAT", "json")
                .start();
    }

    @AfterAll
    static void stop() {
        parley.close();
    }

    @Test
    void whateverHappensNoSecretAndNoTextIsLogged() throws Exception {
        Device ann = Device.signUp(parley.api(), "ann");
        Device ben = Device.signUp(parley.api(), "ben");
        chat(ann, ben);
        push(ben);
        signIn(ann);
        goWrong(ann);
        keep("password", ann.password());
        keep("wrong password", GUESS);
        keep("token", ann.token());
        keep("text", TEXT);
        keep("secret of a webhook", PUSH_SECRET);
        keep("address of a webhook", PUSH_PATH);
        keep("hash of a password", "$argon2id$");
        keep(
                "key",
                new JsonObject(Files.readString(folder.resolve("data/jwt-keys.json")))
                        .getJsonArray("keys")
                        .getJsonObject(0)
                        .getString("d"));

        secrets.forEach(new FullLog(folder)::isSilentOf);
        isSilent(String.join("\n", parley.output()), "\"level\":\"TRACE\"", "\"level\":\"DEBUG\"", "\"dev.parley.");
    }

    /** @param signs what shows that all is logged, so */
    private void isSilent(String logged, String... signs) {
        assertThat(logged).contains(signs);
        secrets.forEach((what, secret) -> FullLog.isSilentOf(logged, what, secret));
    }

    private void keep(String what, String secret) {
        secrets.put(what, secret);
    }

    private void chat(Device ann, Device ben) {
        try (Socket one = ann.connect(parley.edge(), Optional.empty());
                Socket other = ben.connect(parley.edge(), Optional.of("0"))) {
            one.awaitAccepted(one.send(ben.user(), TEXT + 1));
            String id = other.awaitText(TEXT + 1).getString("id");
            other.frame(new JsonObject()
                    .put("type", "read")
                    .put("conversation", ann.conversationWith(ben))
                    .put("id", id));
        }
        JsonObject sent = new JsonObject().put("ref", "by rest").put("text", TEXT + 2);
        ann.rest()
                .post("/conversations/" + ann.conversationWith(ben) + "/messages", sent)
                .expect(201);
        assertThat(ben.history(ann.conversationWith(ben))).hasSize(2);
    }

    /** Whoever is at the address fails. */
    private static void push(Device to) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/" + PUSH_PATH, exchange -> {
            exchange.sendResponseHeaders(404, -1);
            asked.countDown();
        });
        receiver.start();
        JsonObject hook = new JsonObject()
                .put("kind", "webhook")
                .put("url", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/" + PUSH_PATH)
                .put("secret", PUSH_SECRET);
        to.rest().put("/push/subscription", hook).expect(200);
        to.rest().post("/push/test", new JsonObject());
        assertThat(asked.await(30, TimeUnit.SECONDS)).as("pushed").isTrue();
        receiver.stop(0);
    }

    private void signIn(Device ann) {
        Rest nobody = new Rest(parley.api(), Optional.empty());
        JsonObject login = ann.account().put("device", new JsonObject());
        JsonObject session = nobody.post("/sessions", login).expect(201).body();
        String used = session.getString("refreshToken");
        keep("refresh token", used);
        JsonObject refresh = new JsonObject().put("refreshToken", used);
        keep(
                "next refresh token",
                nobody.post("/sessions/refresh", refresh).expect(200).body().getString("refreshToken"));
        nobody.post("/sessions/refresh", refresh).expect(401);
        nobody.post("/sessions", login.copy().put("password", GUESS)).expect(401);
        nobody.post("/users", ann.account()).expect(409);
    }

    /** What is wrong is told to its sender alone. */
    private void goWrong(Device ann) throws IOException {
        String request =
                "POST /api/v1/conversations/d:1:2/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + ann.token();
        try (RawHttp broken = new RawHttp(parley.api().getPort())) {
            broken.write(request + "\r\nContent-Length: 40\r\n\r\n" + (TEXT + " ".repeat(40)).substring(0, 40));
            assertThat(broken.status()).isEqualTo(400);
        }
        try (RawHttp cut = new RawHttp(parley.api().getPort())) {
            cut.write(request + "\r\nContent-Length: 9000\r\n\r\n{\"text\": \"" + TEXT);
        }
        try (Socket socket = ann.connect(parley.edge(), Optional.empty())) {
            socket.send("no user", "ref", TEXT + 4);
            socket.frame(new JsonObject().put("type", TEXT + 5));
            socket.frame(new JsonObject().put("type", "sync").put("cursor", TEXT + 6));
            socket.frame(new JsonObject().put("type", "token").put("token", ann.token() + "x"));
            socket.await(frame -> frame.getString("type").equals("error"));
        }
    }

    @Test
    void onlyApiAndEdgeListenToTheWorld() throws Exception {
        List<InetAddress> outside = outside();
        assertThat(outside).as("addresses of this machine besides loopback").isNotEmpty();
        assertThat(isOpen(outside.get(0), "PARLEY_API_PORT")).isTrue();
        assertThat(isOpen(outside.get(0), "PARLEY_EDGE_PORT")).isTrue();
        assertThat(isOpen(outside.get(0), "PARLEY_OPS_PORT")).isFalse();
        assertThat(isOpen(outside.get(0), "PARLEY_CLUSTER_PORT")).isFalse();
        assertThat(parley.health("live")).isEqualTo(200);
    }

    private boolean isOpen(InetAddress address, String port) {
        try (SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(address, Integer.parseInt(parley.setting(port))))) {
            return channel.isConnected();
        } catch (IOException closed) {
            return false;
        }
    }

    private static List<InetAddress> outside() throws SocketException {
        List<InetAddress> all = new ArrayList<>();
        for (NetworkInterface one : NetworkInterface.networkInterfaces().toList()) {
            one.inetAddresses()
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .forEach(all::add);
        }
        return all;
    }
}
