package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import dev.parley.servers.Ports;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two edges that are restarted one after the other, while clients that keep to the contract talk, each with a program that
 * decides about all messages.
 */
class RollingRestartIT {
    private static final int PAIRS = 4;

    @TempDir
    private Path folder;

    @Test
    void noSendFailsAndNothingIsLostOrDoubledOrNotDecided() throws Exception {
        Cluster cluster = new Cluster(folder, 3);
        Files.writeString(token(), "a service token of 32 characters ");
        try (ParleyProcess core = node(cluster, "core", "persistence,presence,accounts,router,api")
                        .start();
                ParleyProcess one = node(cluster, "one", "edge,router").start();
                ParleyProcess two = node(cluster, "two", "edge,router").start();
                Program decidesAtOne = moderator(one);
                Program decidesAtTwo = moderator(two)) {
            decidesAtOne.awaitLines("deciding", 1);
            decidesAtTwo.awaitLines("deciding", 1);
            List<Follower> followers = followers(core);
            knowsBoth(followers.get(0).device, one, two);
            followers.forEach(Follower::begin);
            all(followers, Follower::isTalking);
            assertThat(followers)
                    .anyMatch(follower -> follower.isOn(one.edge()))
                    .anyMatch(follower -> follower.isOn(two.edge()));

            botAtOneIsAskedAtTwo(core, one, two);
            assertThat(one.terminate()).isEqualTo(143);
            all(followers, follower -> follower.isOn(two.edge()));
            one.start();
            decidesAtOne.awaitLines("deciding", 2);
            drain(two);
            all(followers, follower -> follower.isOn(one.edge()));
            two.terminate();
            all(followers, Follower::isTalking);

            followers.forEach(Follower::close);
            followers.forEach(follower -> isWhole(follower, followers));
        }
    }

    private ParleyProcess node(Cluster cluster, String name, String verticles) throws IOException {
        return cluster.member(name)
                .with("PARLEY_DRAIN_SECONDS", "2")
                .with("PARLEY_VERTICLES", verticles)
                .with("PARLEY_BRIDGE_PORT", String.valueOf(Ports.free()))
                .with("PARLEY_BRIDGE_TOKEN_FILE", token().toString())
                .with("PARLEY_MESSAGE_HOOK", "refuse")
                .with("PARLEY_MESSAGE_HOOK_MILLIS", "1000");
    }

    private Path token() {
        return folder.resolve("token");
    }

    private Program moderator(ParleyProcess edge) {
        return Program.python(Program.EXAMPLES.resolve("moderator.py"), bridge(edge), token().toString());
    }

    private static String bridge(ParleyProcess edge) {
        return "localhost:" + edge.setting("PARLEY_BRIDGE_PORT");
    }

    private void botAtOneIsAskedAtTwo(ParleyProcess core, ParleyProcess one, ParleyProcess two) throws Exception {
        Device bot = Device.signUp(core.api(), "bot");
        Device asking = Device.signUp(core.api(), "asking");
        try (Program echo = Program.python(
                        Program.EXAMPLES.resolve("echo_bot.py"),
                        core.api().toString(),
                        bridge(one),
                        token().toString(),
                        bot.username(),
                        bot.password());
                Socket socket = asking.connect(two.edge(), Optional.empty())) {
            echo.awaitLines("listening", 1);
            socket.awaitAccepted(socket.send(bot.user(), "hello"));
            socket.awaitText("echo: hello");
        }
    }

    private static List<Follower> followers(ParleyProcess core) {
        List<Follower> followers = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            Device ann = Device.signUp(core.api(), "ann" + i);
            Device ben = Device.signUp(core.api(), "ben" + i);
            followers.add(new Follower(ann, ben));
            followers.add(new Follower(ben, ann));
        }
        return followers;
    }

    private static void knowsBoth(Device device, ParleyProcess one, ParleyProcess two) throws Exception {
        Set<String> known = new TreeSet<>();
        Eventually.holds("both edges are known", () -> {
            known.add(recommended(device));
            return known.containsAll(List.of(one.edge().toString(), two.edge().toString()));
        });
    }

    private static String recommended(Device device) {
        return device.rest().get("/edge").expect(200).body().getString("url");
    }

    private static void drain(ParleyProcess edge) throws IOException, InterruptedException {
        assertThat(edge.order("/drain").statusCode()).isEqualTo(202);
        edge.awaitHealth("ready", 503, Duration.ofSeconds(20));
    }

    private static void isWhole(Follower follower, List<Follower> all) {
        assertThat(follower.failures).isEmpty();
        assertThat(follower.open()).isEmpty();
        Follower other = all.stream()
                .filter(one -> one.device.user().equals(follower.to.user()))
                .findFirst()
                .orElseThrow();
        List<JsonObject> said = follower.device.history(follower.device.conversationWith(follower.to)).stream()
                .filter(message -> message.getString("from").equals(follower.device.user()))
                .toList();
        assertThat(said)
                .as("a program decided about each")
                .extracting(message -> message.getJsonObject("annotations"))
                .containsOnly(new JsonObject().put("checked", "yes"));
        assertThat(said)
                .extracting(message -> message.getString("text") + " as " + message.getString("id"))
                .containsExactlyInAnyOrderElementsOf(follower.accepted.entrySet().stream()
                        .map(entry -> entry.getKey() + " as " + entry.getValue())
                        .toList());
        try (Socket last = other.device.connect(URI.create(recommended(other.device)), other.cursor())) {
            last.catchUp().forEach(other::heard);
        }
        assertThat(other.heard.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        said.stream().map(message -> message.getString("id")).toList());
    }

    private static void all(List<Follower> followers, Predicate<Follower> such) throws Exception {
        for (Follower follower : followers) {
            Eventually.holds("it is so with all of them", () -> such.test(follower));
        }
    }
}
