package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleNodeIT {
    @TempDir
    private static Path folder;

    private static ParleyProcess parley;
    private static int accounts;

    private Device ann;
    private Device ben;

    @BeforeAll
    static void start() throws InterruptedException {
        parley = ParleyProcess.in(folder).start();
    }

    @AfterAll
    static void stop() {
        parley.close();
    }

    @BeforeEach
    void signUp() {
        accounts++;
        ann = Device.signUp(parley.api(), "ann" + accounts);
        ben = Device.signUp(parley.api(), "ben" + accounts);
    }

    private static Socket connect(Device device) {
        return device.connect(parley.edge(), Optional.empty());
    }

    private static List<String> texts(List<JsonObject> messages) {
        return messages.stream().map(message -> message.getString("text")).toList();
    }

    @Test
    void twoPeopleChatLive() {
        try (Socket one = connect(ann);
                Socket other = connect(ben)) {
            JsonObject accepted = one.awaitAccepted(one.send(ben.user(), "hello Ben"));
            JsonObject message = other.awaitText("hello Ben");
            other.awaitAccepted(other.send(ann.user(), "hello Ann"));

            assertThat(message.getString("id")).isEqualTo(accepted.getString("id"));
            assertThat(message.getString("conversation")).isEqualTo(ann.conversationWith(ben));
            assertThat(message.getString("from")).isEqualTo(ann.user());
            assertThat(message.containsKey("ref")).isFalse();
            assertThat(one.awaitText("hello Ann").getString("from")).isEqualTo(ben.user());
            assertThat(texts(one.messages())).containsExactly("hello Ann");
        }
    }

    @Test
    void whoWasAwayCatchesUpFromTheCursor() {
        String cursor;
        try (Socket before = connect(ben)) {
            cursor = before.of("synced").get(0).getString("cursor");
        }
        try (Socket one = connect(ann)) {
            one.awaitAccepted(one.send(ben.user(), "first"));
            one.awaitAccepted(one.send(ben.user(), "second"));
        }

        try (Socket back = ben.connect(parley.edge(), Optional.of(cursor))) {
            assertThat(texts(back.messages())).containsExactly("first", "second");
        }
    }

    @Test
    void historyKeepsBothSidesInOneOrder() {
        try (Socket one = connect(ann);
                Socket other = connect(ben)) {
            for (int i = 0; i < 5; i++) {
                one.awaitAccepted(one.send(ben.user(), "ann " + i));
                other.awaitText("ann " + i);
                other.awaitAccepted(other.send(ann.user(), "ben " + i));
                one.awaitText("ben " + i);
            }
        }

        List<JsonObject> history = ann.history(ann.conversationWith(ben));

        assertThat(texts(history))
                .containsExactly(
                        "ann 0", "ben 0", "ann 1", "ben 1", "ann 2", "ben 2", "ann 3", "ben 3", "ann 4", "ben 4");
        assertThat(texts(ben.history(ann.conversationWith(ben)))).isEqualTo(texts(history));
    }

    @Test
    void theSameRefMakesOneMessage() {
        try (Socket one = connect(ann);
                Socket other = connect(ben)) {
            String ref = one.send(ben.user(), "only once");
            String id = one.awaitAccepted(ref).getString("id");
            one.send(ben.user(), ref, "only once");

            JsonObject again = one.await(frame -> frame.getBoolean("duplicate", false));
            JsonObject byRest = ann.rest()
                    .post(
                            "/conversations/" + ann.conversationWith(ben) + "/messages",
                            new JsonObject().put("ref", ref).put("text", "only once"))
                    .expect(200)
                    .body();

            assertThat(again.getString("id")).isEqualTo(id);
            assertThat(byRest.getString("id")).isEqualTo(id);
            assertThat(byRest.getBoolean("duplicate")).isTrue();
            one.awaitAccepted(one.send(ben.user(), "the end"));
            other.awaitText("the end");
            assertThat(texts(other.messages())).containsExactly("only once", "the end");
        }
    }

    @Test
    void theSendersOtherDeviceGetsACopy() {
        try (Socket phone = connect(ann);
                Socket laptop = connect(ann.another(parley.api()))) {
            String ref = phone.send(ben.user(), "from the phone");
            String id = phone.awaitAccepted(ref).getString("id");

            JsonObject copy = laptop.awaitText("from the phone");

            assertThat(copy.getString("id")).isEqualTo(id);
            assertThat(copy.getString("ref")).isEqualTo(ref);
            assertThat(phone.messages()).isEmpty();
        }
    }

    @Test
    void aMessageSentByRestArrivesLive() {
        try (Socket other = connect(ben)) {
            JsonObject sent = ann.rest()
                    .post(
                            "/conversations/" + ann.conversationWith(ben) + "/messages",
                            new JsonObject().put("ref", "r1").put("text", "by REST"))
                    .expect(201)
                    .body();

            assertThat(other.awaitText("by REST").getString("id")).isEqualTo(sent.getString("id"));
        }
    }

    @Test
    void loggingOutClosesTheDevicesSocketOnly() {
        try (Socket phone = connect(ann);
                Socket laptop = connect(ann.another(parley.api()))) {
            ann.rest().delete("/sessions/current");

            assertThat(phone.awaitClose(Duration.ofSeconds(10))).isEqualTo(4403);
            assertThat(laptop.isClosed()).isFalse();
        }
    }

    @Test
    void nothingOfTracesIsLoadedWhileTheyAreOff() throws IOException, InterruptedException {
        try (Socket one = connect(ann)) {
            one.awaitAccepted(one.send(ben.user(), "not followed"));
        }
        Process listing = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(parley.pid()),
                        "VM.class_hierarchy")
                .start();
        List<String> classes = listing.inputReader().lines().toList();

        assertThat(listing.waitFor()).isZero();
        assertThat(classes).anyMatch(line -> line.contains("dev.parley.bus.Steps"));
        assertThat(classes)
                .noneMatch(line -> line.contains("io.opentelemetry") || line.contains("dev.parley.traces.SpanTracer"));
    }
}
