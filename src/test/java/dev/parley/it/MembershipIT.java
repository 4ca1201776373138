package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import dev.parley.servers.Ports;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Members of a group come and go on two nodes while everybody writes: who gets what is decided at each accept. A fifth of the
 * messages are asked about for a while before they are stored, longer than some are in the group.
 */
class MembershipIT {
    private static final int STAYING = 4;
    private static final int WAVERING = 4;
    private static final int CHANGES_EACH = 40;
    private static final int LONGEST_PAUSE_MILLIS = 20;
    private static final String LONGEST_DECISION_SECONDS = "0.4";

    @TempDir
    private Path folder;

    private TwoNodes nodes;
    private Program moderator;
    private List<Device> staying;
    private List<Device> wavering;
    private String group;
    private String conversation;
    private volatile boolean over;

    /** A send, and its place in the log where it was accepted. */
    private record Sent(Device by, long from, long until, Optional<Long> id) {}

    /** Somebody was taken in, or put out. */
    private record Change(boolean in, long from, long until) {}

    @BeforeEach
    void gather() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "a service token of 32 characters ");
        String port = String.valueOf(Ports.free());
        nodes = TwoNodes.start(
                folder,
                node -> node.with("PARLEY_BRIDGE_PORT", port).with("PARLEY_BRIDGE_TOKEN_FILE", token.toString()),
                "PARLEY_RATE_LIMITS",
                "off",
                "PARLEY_MESSAGE_HOOK",
                "allow",
                "PARLEY_MESSAGE_HOOK_MILLIS",
                "1000");
        Path script = Program.script(folder, "slow_moderator.py");
        moderator = Program.python(script, "127.0.0.1", port, token.toString(), LONGEST_DECISION_SECONDS);
        moderator.awaitLine("deciding");
        staying = people("stays", STAYING);
        wavering = people("wavers", WAVERING);
        JsonArray members = new JsonArray(staying.stream().map(Device::user).toList());
        JsonObject made = owner().rest()
                .post("/groups", new JsonObject().put("name", "Tea").put("members", members))
                .expect(201)
                .body();
        group = "/groups/" + made.getString("id");
        conversation = "g:" + made.getString("id");
        owner().rest()
                .put(group + "/members/" + staying.get(1).user(), new JsonObject().put("role", "admin"))
                .expect(200);
    }

    @AfterEach
    void close() {
        moderator.close();
        nodes.close();
    }

    private Device owner() {
        return staying.get(0);
    }

    private List<Device> people(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Device.signUp(nodes.any(i).api(), name + i))
                .toList();
    }

    @Test
    void eachInboxIsWhatMembershipAtEachAcceptAllows() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        List<CompletableFuture<List<Sent>>> writers = new ArrayList<>();
        for (Device device : Stream.concat(staying.stream(), wavering.stream()).toList()) {
            Socket socket = device.connect(nodes.any(sockets.size() + 1).edge(), Optional.empty());
            sockets.add(socket);
            writers.add(CompletableFuture.supplyAsync(() -> write(device, socket)));
        }
        List<CompletableFuture<List<Change>>> changes = IntStream.range(0, WAVERING)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> waver(staying.get(i % 2), wavering.get(i), i)))
                .toList();
        List<List<Change>> changed =
                changes.stream().map(CompletableFuture::join).toList();
        over = true;
        List<Sent> sent =
                writers.stream().flatMap(writer -> writer.join().stream()).toList();

        Eventually.holds("all changes are in the log", () -> comingsAndGoings() == WAVERING * CHANGES_EACH);
        List<JsonObject> log = owner().history(conversation);
        assertThat(log).extracting(MembershipIT::id).containsAll(accepted(sent));
        for (int i = 0; i < WAVERING; i++) {
            Device device = wavering.get(i);
            List<Long> inbox = inbox(device);
            assertThat(inbox).as("inbox of %s", device).containsExactlyElementsOf(within(log, device));
            assertThat(inbox)
                    .containsAll(accepted(whileSurely(true, changed.get(i), sent)))
                    .doesNotContainAnyElementsOf(accepted(whileSurely(false, changed.get(i), sent)));
            assertThat(live(sockets.get(STAYING + i)))
                    .doesNotContainAnyElementsOf(accepted(whileSurely(false, changed.get(i), sent)));
            assertThat(whileSurely(false, changed.get(i), sent))
                    .filteredOn(one -> one.by().equals(device))
                    .allMatch(one -> one.id().isEmpty());
        }
        sockets.forEach(Socket::close);
    }

    private long comingsAndGoings() {
        List<String> users = wavering.stream().map(Device::user).toList();
        return owner().history(conversation).stream()
                .filter(entry -> entry.getString("kind").equals("membership"))
                .filter(entry -> users.contains(entry.getString("target")))
                .count();
    }

    private List<Sent> write(Device by, Socket socket) {
        List<Sent> sent = new ArrayList<>();
        while (!over) {
            long from = System.nanoTime();
            String ref = by.username() + sent.size();
            socket.frame(new JsonObject()
                    .put("type", "send")
                    .put("ref", ref)
                    .put("to", new JsonObject().put("conversation", conversation))
                    .put("text", ref));
            JsonObject answer = socket.await(frame -> ref.equals(frame.getString("ref"))
                    && !frame.getString("type").equals("message"));
            sent.add(new Sent(
                    by,
                    from,
                    System.nanoTime(),
                    Optional.ofNullable(answer.getString("id")).map(Long::valueOf)));
        }
        return sent;
    }

    private List<Change> waver(Device admin, Device device, int seed) {
        Random dice = new Random(seed);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < CHANGES_EACH; i++) {
            boolean in = i % 2 == 0;
            Rest rest = admin.at(nodes.any(dice.nextInt(2)).api()).rest();
            String member = group + "/members/" + device.user();
            long from = System.nanoTime();
            int status = in
                    ? rest.put(member, new JsonObject()).status()
                    : rest.delete(member).status();
            assertThat(status).isBetween(200, 204);
            changes.add(new Change(in, from, System.nanoTime()));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(dice.nextInt(LONGEST_PAUSE_MILLIS)));
        }
        return changes;
    }

    /** All that the user's devices get by sync, in its order. */
    private List<Long> inbox(Device device) {
        List<Long> ids = new ArrayList<>();
        JsonObject page = new JsonObject().put("cursor", "0").put("more", true);
        while (page.getBoolean("more")) {
            page = device.rest()
                    .get("/sync?limit=200&cursor=" + page.getString("cursor"))
                    .expect(200)
                    .body();
            page.getJsonArray("messages").stream()
                    .map(JsonObject.class::cast)
                    .filter(this::isInGroup)
                    .forEach(message -> ids.add(id(message)));
        }
        return ids;
    }

    private List<Long> live(Socket socket) {
        return socket.messages().stream()
                .filter(this::isInGroup)
                .map(MembershipIT::id)
                .toList();
    }

    private boolean isInGroup(JsonObject message) {
        return conversation.equals(message.getString("conversation"));
    }

    /** The entries from each that took somebody in to the one that put them out, both included. */
    private static List<Long> within(List<JsonObject> log, Device device) {
        List<Long> ids = new ArrayList<>();
        boolean in = false;
        for (JsonObject entry : log) {
            boolean changes = entry.getString("kind").equals("membership")
                    && device.user().equals(entry.getString("target"));
            boolean stays = changes ? entry.getString("text").equals("added") : in;
            if (in || stays) {
                ids.add(id(entry));
            }
            in = stays;
        }
        return ids;
    }

    /** What was sent and answered between two acknowledged changes, when somebody was in, or out. */
    private static List<Sent> whileSurely(boolean in, List<Change> changes, List<Sent> sent) {
        return sent.stream()
                .filter(one -> changes.stream()
                        .noneMatch(change -> change.from() < one.until() && change.until() > one.from()))
                .filter(one -> isIn(changes, one) == in)
                .toList();
    }

    private static boolean isIn(List<Change> changes, Sent sent) {
        boolean in = false;
        for (Change change : changes) {
            in = change.until() <= sent.from() ? change.in() : in;
        }
        return in;
    }

    private static List<Long> accepted(List<Sent> sent) {
        return sent.stream().flatMap(one -> one.id().stream()).toList();
    }

    private static long id(JsonObject message) {
        return Long.parseLong(message.getString("id"));
    }
}
