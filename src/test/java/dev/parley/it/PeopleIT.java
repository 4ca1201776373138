package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Friends, blocks and groups over two nodes: Ann is always on A, which runs everything, Ben and Cat are on B. */
class PeopleIT {
    private static final long TWO_SECONDS = Duration.ofSeconds(2).toNanos();

    @TempDir
    private static Path folder;

    private static TwoNodes nodes;
    private static ParleyProcess a;
    private static ParleyProcess b;
    private static int accounts;

    private Device ann;
    private Device ben;
    private Device cat;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        nodes = TwoNodes.start(folder);
        a = nodes.a();
        b = nodes.b();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @BeforeEach
    void signUp() {
        accounts++;
        ann = Device.signUp(a.api(), "ann" + accounts);
        ben = Device.signUp(b.api(), "ben" + accounts);
        cat = Device.signUp(b.api(), "cat" + accounts);
    }

    private static Socket connect(Device device, ParleyProcess node) {
        return device.connect(node.edge(), Optional.empty());
    }

    @Test
    void aFriendshipIsToldToAllDevicesOfBothSides() {
        try (Socket onA = connect(ann, a);
                Socket onB = connect(ben, b)) {
            ask(ben, ann);
            assertThat(event(onA, "friend.requested").getJsonObject("user").getString("id"))
                    .isEqualTo(ben.user());
            event(onB, "friend.requested");
            ann.rest()
                    .post("/friends/requests/" + ben.user() + "/accept", new JsonObject())
                    .expect(204);
            event(onA, "friend.accepted");
            event(onB, "friend.accepted");
        }
        assertThat(friends(ann)).containsExactly(ben.user());
        assertThat(friends(ben)).containsExactly(ann.user());
        assertThat(ann.rest().get("/sync?cursor=0").expect(200).body().getJsonArray("events"))
                .extracting(event -> ((JsonObject) event).getString("name"))
                .containsExactly("friend.requested", "friend.accepted");
    }

    @Test
    void twoRequestsAtTheSameInstantOnTwoNodesMakeFriends() {
        CompletableFuture<Void> one = CompletableFuture.runAsync(() -> ask(ann, ben));
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> ask(ben, ann));
        one.join();
        other.join();
        assertThat(friends(ann)).containsExactly(ben.user());
        assertThat(friends(ben)).containsExactly(ann.user());
    }

    @Test
    void aBlockTakesEffectOnTheOtherNodeWithinTwoSeconds() {
        try (Socket onA = connect(ann, a);
                Socket onB = connect(ben, b)) {
            onB.awaitAccepted(onB.send(ann.user(), "hello"));
            onA.awaitAccepted(onA.send(ben.user(), "hello you"));
            ann.rest().put("/blocks/" + ben.user(), new JsonObject()).expect(204);
            long blocked = System.nanoTime();

            JsonObject answer = answer(onB, onB.send(ann.user(), "are you there?"));
            while (answer.getString("type").equals("accepted")) {
                assertThat(System.nanoTime() - blocked)
                        .as("time since the block was acknowledged")
                        .isLessThan(TWO_SECONDS);
                answer = answer(onB, onB.send(ann.user(), "are you there?"));
            }
            assertThat(answer.getString("code")).isEqualTo("blocked");
            ben.rest()
                    .post("/friends/requests", new JsonObject().put("userId", ann.user()))
                    .expect(403);

            ann.rest().delete("/blocks/" + ben.user()).expect(204);
            awaitAdmittance(onB);
        }
    }

    /** Sends until it is not refused any more; each with a ref of its own. */
    private void awaitAdmittance(Socket socket) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        JsonObject answer = answer(socket, socket.send(ann.user(), "again"));
        while (answer.getString("type").equals("failed")) {
            assertThat(System.nanoTime()).as(answer.encode()).isLessThan(end);
            answer = answer(socket, socket.send(ann.user(), "again"));
        }
    }

    @Test
    void aGroupLivesFromItsFirstEntryToItsLast() {
        String cursor = cat.rest().get("/sync").expect(200).body().getString("cursor");
        try (Socket onA = connect(ann, a);
                Socket onB = connect(ben, b)) {
            JsonObject group = group("Tea", ben);
            String conversation = group.getString("conversation");
            assertThat(entry(onB, "Tea").getString("kind")).isEqualTo("group");
            assertThat(event(onB, "group.added").getString("conversation")).isEqualTo(conversation);
            ann.rest()
                    .patch(path(group), new JsonObject().put("name", "Coffee"))
                    .expect(200);
            entry(onB, "Coffee");
            say(onB, conversation, "milk?");
            onA.awaitText("milk?");
            ann.rest()
                    .put(path(group) + "/members/" + cat.user(), new JsonObject())
                    .expect(200);
            assertThat(entry(onB, "added").getString("target")).isEqualTo(cat.user());
            say(onA, conversation, "welcome");
            onB.awaitText("welcome");

            try (Socket late = cat.connect(b.edge(), Optional.of(cursor))) {
                late.awaitText("welcome");
                assertThat(texts(late.messages())).containsExactly("added", "welcome");
            }
            assertThat(texts(cat.history(conversation))).containsExactly("added", "welcome");
            assertThat(texts(ben.history(conversation))).containsExactly("Tea", "Coffee", "milk?", "added", "welcome");

            ann.rest().delete(path(group)).expect(204);
            entry(onB, "");
            assertThat(answer(onB, send(onB, conversation, "too late")).getString("code"))
                    .isIn("not_found", "access_denied");
        }
        assertThat(ann.rest().get("/conversations").expect(200).body().getJsonArray("conversations"))
                .hasSize(1);
    }

    @Test
    void whoWasRemovedOnOneNodeNeitherSendsNorReceivesNorReadsMoreOnTheOther() {
        try (Socket onA = connect(ann, a);
                Socket onB = connect(ben, b);
                Socket catOnB = connect(cat, b)) {
            JsonObject group = group("Tea", ben, cat);
            String conversation = group.getString("conversation");
            say(onB, conversation, "before");
            onA.awaitText("before");

            ann.rest().delete(path(group) + "/members/" + ben.user()).expect(204);
            JsonObject refused = answer(onB, send(onB, conversation, "let me in"));
            assertThat(refused.getString("code")).isIn("access_denied", "not_found");
            say(onA, conversation, "after");
            catOnB.awaitText("after");
            assertThat(entry(onB, "removed").getString("target")).isEqualTo(ben.user());

            onB.awaitAccepted(onB.send(cat.user(), "the end"));
            onA.awaitAccepted(onA.send(ben.user(), "the end of Ben's"));
            onB.awaitText("the end of Ben's");
            assertThat(texts(onB.messages())).doesNotContain("after").contains("removed");
            assertThat(texts(ben.history(conversation))).containsExactly("Tea", "before", "removed");
            assertThat(texts(cat.history(conversation))).containsExactly("Tea", "before", "removed", "after");
            ben.rest().get(path(group)).expect(404);
        }
    }

    @Test
    void readingOnOneDeviceClearsTheBadgeOnAllAndTellsTheAuthor() {
        JsonObject group = group("Tea", ben, cat);
        String conversation = group.getString("conversation");
        try (Socket onA = connect(ann, a);
                Socket onB = connect(ben, b);
                Socket laptop = connect(ben.another(a.api()), a)) {
            say(onA, conversation, "one");
            String ref = send(onA, conversation, "two");
            String id = onA.awaitAccepted(ref).getString("id");
            onB.awaitText("two");
            assertThat(listed(ben, conversation).getInteger("unread")).isEqualTo(2);
            assertThat(listed(ann, conversation).getInteger("unread")).isZero();

            ben.rest()
                    .put("/conversations/" + conversation + "/read", new JsonObject().put("id", id))
                    .expect(204);
            JsonObject shown = listed(ben, conversation);
            assertThat(shown.getInteger("unread")).isZero();
            assertThat(shown.getString("readUpTo")).isEqualTo(id);
            assertThat(shown.getString("title")).isEqualTo("Tea");
            laptop.await(frame -> frame.getString("type").equals("receipt") && id.equals(frame.getString("read")));

            String receipts = "/conversations/" + conversation + "/messages/" + id + "/receipts";
            assertThat(ann.rest().get(receipts).expect(200).body().getJsonArray("receipts").stream()
                            .map(JsonObject.class::cast)
                            .filter(one -> one.getBoolean("read"))
                            .map(one -> one.getString("user")))
                    .containsExactly(ben.user());
            ben.rest().get(receipts).expect(403);
        }
    }

    @Test
    void aPinIsSeenOnAllDevices() {
        try (Socket onA = connect(ann, a);
                Socket laptop = connect(ann.another(b.api()), b)) {
            onA.awaitAccepted(onA.send(ben.user(), "hello"));
            String conversation = ann.conversationWith(ben);
            ann.rest()
                    .patch("/conversations/" + conversation, new JsonObject().put("pinned", true))
                    .expect(200);
            assertThat(event(laptop, "conversation.changed").getBoolean("pinned"))
                    .isTrue();
            assertThat(ann.rest()
                            .get("/conversations?pinned=true")
                            .expect(200)
                            .body()
                            .getJsonArray("conversations"))
                    .extracting(one -> ((JsonObject) one).getString("id"))
                    .containsExactly(conversation);
        }
    }

    private static JsonObject listed(Device user, String conversation) {
        return user.rest().get("/conversations").expect(200).body().getJsonArray("conversations").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("id").equals(conversation))
                .findFirst()
                .orElseThrow();
    }

    private JsonObject group(String name, Device... others) {
        JsonArray members = new JsonArray(Stream.of(others).map(Device::user).toList());
        return ann.rest()
                .post("/groups", new JsonObject().put("name", name).put("members", members))
                .expect(201)
                .body();
    }

    private static String path(JsonObject group) {
        return "/groups/" + group.getString("id");
    }

    private static void ask(Device user, Device other) {
        user.rest()
                .post("/friends/requests", new JsonObject().put("userId", other.user()))
                .expect(204);
    }

    private static List<String> friends(Device user) {
        return user.rest().get("/friends").expect(200).body().getJsonArray("friends").stream()
                .map(friend -> ((JsonObject) friend).getString("id"))
                .toList();
    }

    private static JsonObject event(Socket socket, String name) {
        return socket.await(frame -> frame.getString("type").equals("event") && name.equals(frame.getString("name")))
                .getJsonObject("body");
    }

    /** An entry that the server made. */
    private static JsonObject entry(Socket socket, String text) {
        return socket.await(frame -> frame.getString("type").equals("message")
                && !frame.getString("kind").equals("text")
                && text.equals(frame.getString("text")));
    }

    private static void say(Socket socket, String conversation, String text) {
        socket.awaitAccepted(send(socket, conversation, text));
    }

    private static String send(Socket socket, String conversation, String text) {
        String ref = "ref " + text + " " + System.nanoTime();
        socket.frame(new JsonObject()
                .put("type", "send")
                .put("ref", ref)
                .put("to", new JsonObject().put("conversation", conversation))
                .put("text", text));
        return ref;
    }

    private static JsonObject answer(Socket socket, String ref) {
        return socket.await(frame -> ref.equals(frame.getString("ref"))
                && List.of("accepted", "failed").contains(frame.getString("type")));
    }

    private static List<String> texts(List<JsonObject> messages) {
        return messages.stream().map(message -> message.getString("text")).toList();
    }
}
