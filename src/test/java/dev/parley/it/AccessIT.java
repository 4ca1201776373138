package dev.parley.it;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.ClientFrame;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every route and every frame, tried by those who must not: a stranger, one who was removed from the group, one whom its owner
 * blocked, a plain member, a device that was signed out, and nobody. Olga owns the group and talks to Mel; the direct chat {@code B} is hers and
 * Bob's, from before she blocked him.
 */
class AccessIT {
    private static final String OTHERS = "Sam stranger, Rex removed, Bob blocked, Mel member";

    /**
     * What others get for what is not theirs; {@code -} where it is not tried, for it is theirs to do. Who was removed keeps what
     * there was until then. What one may not know of is not there.
     */
    private static final String OBJECTS =
            """
            GET /groups/{g}                                                    | 404 404 404 200
            PATCH /groups/{g} {"name": "mine"}                                 | 404 404 404 403
            DELETE /groups/{g}                                                 | 404 404 404 403
            GET /groups/{g}/presence                                           | 404 404 404 200
            PUT /groups/{g}/members/{self} {"role": "member"}                  | 404 404 404 -
            PUT /groups/{g}/members/{self} {"role": "owner"}                   | 404 404 404 403
            PUT /groups/{g}/members/{sam} {"role": "member"}                   | 404 404 404 403
            DELETE /groups/{g}/members/{olga}                                  | 404 404 404 403
            PATCH /conversations/g:{g} {"muted": true}                         | 404 200 404 -
            PATCH /conversations/{D} {"muted": true}                           | 403 403 403 -
            PUT /conversations/g:{g}/read {"id": "{m}"}                        | 404 204 404 -
            PUT /conversations/{D}/read {"id": "{d}"}                          | 403 403 403 -
            GET /conversations/g:{g}/messages/{m}/receipts                     | 404 403 404 403
            GET /conversations/{D}/messages/{d}/receipts                       | 403 403 403 403
            GET /conversations/g:{g}/messages                                  | 404 200 404 200
            GET /conversations/{D}/messages                                    | 403 403 403 200
            POST /conversations/g:{g}/messages {"ref": "r", "text": "hi"}      | 403 403 403 -
            POST /conversations/{D}/messages {"ref": "r", "text": "hi"}        | 403 403 403 -
            POST /conversations/{B}/messages {"ref": "r", "text": "hi"}        | 403 403 403 403
            POST /conversations/g:{g}/messages {"ref": "e", "kind": "edit", "target": "{m}", "text": "mine"} | 403 403 403 403
            POST /conversations/{D}/messages {"ref": "f", "kind": "edit", "target": "{d}", "text": "mine"} | 403 403 403 403
            POST /conversations/{B}/messages {"ref": "g", "kind": "edit", "target": "{d}", "text": "mine"} | 403 403 403 403
            POST /conversations/g:{g}/messages {"ref": "h", "kind": "delete", "target": "{m}"} | 403 403 403 403
            POST /conversations/{D}/messages {"ref": "i", "kind": "delete", "target": "{d}"} | 403 403 403 403
            GET /sync?cursor={cursor}                                          | 422 422 422 422
            POST /friends/requests {"userId": "{olga}"}                        | - - 403 -
            POST /friends/requests/{olga}/accept                               | 404 404 404 404
            POST /friends/requests/{olga}/decline                              | 404 404 404 404
            POST /groups {"name": "trap", "members": ["{olga}"]}               | - - 403 -
            DELETE /devices/{device}                                           | 404 404 404 404
            """;

    /** What is everybody's own: others may do it, each with what is theirs; a device that was signed out and nobody must not. */
    private static final String OWN =
            """
            GET /users?username=olga                          | 200 200 200 200
            GET /users/me                                     | 200 200 200 200
            PATCH /users/me {"about": "x"}                    | 200 200 200 200
            GET /users/{olga}                                 | 200 200 200 200
            GET /devices                                      | 200 200 200 200
            GET /edge                                         | 200 200 200 200
            GET /friends                                      | 200 200 200 200
            DELETE /friends/{olga}                            | 204 204 204 204
            GET /blocks                                       | 200 200 200 200
            PUT /blocks/{sam}                                 | - 204 204 204
            DELETE /blocks/{sam}                              | - 204 204 204
            GET /presence?users={olga}                        | 200 200 200 200
            GET /conversations                                | 200 200 200 200
            GET /sync?cursor=0                                | 200 200 200 200
            GET /push/key                                     | 200 200 200 200
            PUT /push/subscription {"kind": "webhook", "url": "https://203.0.113.9/", "secret": "0123456789abcdef"} | 200 200 200 200
            POST /push/test                                   | 202 202 202 202
            DELETE /push/subscription                         | 204 204 204 204
            GET /push/settings                                | 200 200 200 200
            PUT /push/settings {}                             | 200 200 200 200
            DELETE /sessions/current                          | 204 204 204 204
            """;

    /**
     * What others are answered to frames, the code of it; {@code silence} where there is no answer to any, and where it is not tried
     * {@code -}. Whatever the answer, nothing may reach Olga.
     */
    private static final String FRAMES =
            """
            send {"to": {"conversation": "g:{g}"}, "text": "let me in"}                             | access_denied access_denied access_denied -
            send {"to": {"conversation": "{D}"}, "text": "let me in"}                               | access_denied access_denied access_denied -
            send {"to": {"conversation": "{B}"}, "text": "let me in"}                               | access_denied access_denied blocked access_denied
            send {"to": {"user": "{olga}"}, "text": "let me in"}                                    | - - blocked -
            send {"to": {"conversation": "g:{g}"}, "kind": "edit", "target": "{m}", "text": "mine"} | access_denied access_denied access_denied access_denied
            send {"to": {"conversation": "{D}"}, "kind": "edit", "target": "{d}", "text": "mine"}   | access_denied access_denied access_denied access_denied
            send {"to": {"conversation": "{B}"}, "kind": "edit", "target": "{b}", "text": "mine"}   | access_denied access_denied blocked access_denied
            send {"to": {"conversation": "g:{g}"}, "kind": "delete", "target": "{m}"}               | access_denied access_denied access_denied access_denied
            send {"to": {"conversation": "{D}"}, "kind": "delete", "target": "{d}"}                 | access_denied access_denied access_denied access_denied
            received {"ids": ["{m}", "{d}", "{b}"]}                                                 | silence silence silence silence
            read {"conversation": "g:{g}", "id": "{m}"}                                             | silence silence silence -
            read {"conversation": "{D}", "id": "{d}"}                                               | silence silence silence -
            read {"conversation": "{B}", "id": "{b}"}                                               | silence silence silence silence
            typing {"conversation": "g:{g}", "active": true}                                        | silence silence silence -
            typing {"conversation": "{D}", "active": true}                                          | silence silence silence -
            typing {"conversation": "{B}", "active": true}                                          | silence silence silence silence
            presence {"conversation": "g:{g}"}                                                      | access_denied access_denied access_denied -
            sync {"cursor": "{cursor}"}                                                             | bad_cursor bad_cursor bad_cursor bad_cursor
            token {"token": "{token}"}                                                              | unauthenticated unauthenticated unauthenticated unauthenticated
            heartbeat {}                                                                            | silence silence silence silence
            """;

    /** What needs no token; with what all are answered, with a token or without, who know nobody's secrets but their own. */
    private static final String PUBLIC =
            """
            POST /users {"username": "olga", "password": "another long one", "displayName": "Olga"} | 409
            POST /sessions {"username": "olga", "password": "another long one", "device": {"name": "hers", "platform": "java"}} | 401
            POST /sessions {"username": "olga", "password": "another long one", "device": {"name": "hers", "platform": "java"}, "deviceId": "{device}"} | 401
            POST /sessions {"username": "sam", "password": "{sams}", "device": {"name": "hers", "platform": "java"}, "deviceId": "{device}"} | 404
            POST /sessions/refresh {"refreshToken": "{signedOut}"} | 401
            POST /sessions/refresh {"refreshToken": "{token}"}     | 401
            GET /openapi.yaml
            GET /asyncapi.yaml
            GET /openapi.json
            GET /asyncapi.json
            """;

    private static final String AFTER = "for those who are left";

    @TempDir
    private static Path folder;

    private static ParleyProcess parley;
    private static Device olga;
    private static Device mel;
    private static Device sam;
    private static Device rex;
    private static Device bob;
    private static Device gone;
    private static Map<String, String> names;

    @BeforeAll
    static void start() throws InterruptedException {
        parley = ParleyProcess.in(folder).start();
        olga = Device.signUp(parley.api(), "olga");
        mel = Device.signUp(parley.api(), "mel");
        sam = Device.signUp(parley.api(), "sam");
        rex = Device.signUp(parley.api(), "rex");
        bob = Device.signUp(parley.api(), "bob");
        gone = olga.another(parley.api());
        String group = group();
        String message = say("g:" + group, "for members");
        String direct = olga.conversationWith(mel);
        String whispered = say(direct, "for Mel");
        String blocked = olga.conversationWith(bob);
        String unheard = say(blocked, "for Bob");
        olga.rest().delete("/groups/" + group + "/members/" + rex.user()).expect(204);
        say("g:" + group, AFTER);
        olga.rest().put("/blocks/" + bob.user(), new JsonObject()).expect(204);
        olga.rest().delete("/devices/" + gone.id()).expect(204);
        names = Map.ofEntries(
                entry("{g}", group),
                entry("{m}", message),
                entry("{D}", direct),
                entry("{d}", whispered),
                entry("{B}", blocked),
                entry("{b}", unheard),
                entry("{olga}", olga.user()),
                entry("{sam}", sam.user()),
                entry("{sams}", sam.password()),
                entry("{signedOut}", refreshTokenOfADeviceThatIsSignedOut()),
                entry("{device}", olga.id()),
                entry("{token}", olga.token()),
                entry(
                        "{cursor}",
                        olga.rest().get("/sync?cursor=0").expect(200).body().getString("cursor")));
    }

    private static String refreshTokenOfADeviceThatIsSignedOut() {
        JsonObject login = new JsonObject()
                .put("username", olga.username())
                .put("password", olga.password())
                .put("device", new JsonObject().put("name", "lost").put("platform", "java"));
        JsonObject session = olga.rest().post("/sessions", login).expect(201).body();
        olga.rest().delete("/devices/" + session.getString("deviceId")).expect(204);
        return session.getString("refreshToken");
    }

    private static String group() {
        JsonObject wanted = new JsonObject()
                .put("name", "ours")
                .put("members", new JsonArray().add(mel.user()).add(rex.user()));
        return olga.rest().post("/groups", wanted).expect(201).body().getString("id");
    }

    private static String say(String conversation, String text) {
        return olga.rest()
                .post(
                        "/conversations/" + conversation + "/messages",
                        new JsonObject().put("ref", text).put("text", text))
                .expect(201)
                .body()
                .getString("id");
    }

    @AfterAll
    static void stop() {
        parley.close();
    }

    /** A line of a table. */
    private record Try(String method, String path, String body, List<String> expected) {
        static Try of(String line) {
            String[] columns = line.split("\\|", 2);
            String[] call = columns[0].strip().split(" ", 3);
            List<String> expected =
                    columns.length == 1 ? List.of() : List.of(columns[1].strip().split(" +"));
            return new Try(call[0], call[1], call.length == 3 ? call[2] : "", expected);
        }

        Rest.Answer by(String self, Optional<String> token) {
            Optional<JsonObject> sent =
                    body.isEmpty() ? Optional.empty() : Optional.of(new JsonObject(named(body, self)));
            return new Rest(parley.api(), token).call(method, named(path, self), sent);
        }

        /** As the contract names it. */
        String operation() {
            return method + " "
                    + path.replaceAll("\\?.*", "")
                            .replace("/groups/{g}", "/groups/{id}")
                            .replaceAll("/conversations/(g:\\{g}|\\{D}|\\{B})", "/conversations/{id}")
                            .replaceAll("/messages/\\{.}", "/messages/{messageId}")
                            .replaceAll("/users/\\{olga}", "/users/{id}")
                            .replaceAll("/(friends|requests|blocks|members)/\\{\\w+}", "/$1/{userId}")
                            .replace("/devices/{device}", "/devices/{id}");
        }
    }

    private static String named(String text, String self) {
        String named = text.replace("{self}", self);
        for (Map.Entry<String, String> name : names.entrySet()) {
            named = named.replace(name.getKey(), name.getValue());
        }
        return named;
    }

    private static List<Try> table(String lines) {
        return lines.lines().map(Try::of).toList();
    }

    @Test
    void theTablesHaveEveryRouteOfTheContract() throws IOException {
        List<String> tried = Stream.of(OBJECTS, OWN, PUBLIC)
                .flatMap(lines -> table(lines).stream())
                .map(Try::operation)
                .distinct()
                .toList();
        assertThat(tried).containsExactlyInAnyOrderElementsOf(operations());
    }

    private static List<String> operations() throws IOException {
        List<String> operations = new ArrayList<>();
        String path = "";
        try (var contract = AccessIT.class.getResourceAsStream("/openapi.yaml")) {
            for (String line : new String(contract.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.matches("  /\\S+:")) {
                    path = line.strip().replaceAll(":$", "");
                } else if (line.matches("    (get|put|post|patch|delete):")) {
                    operations.add(line.strip().replace(":", "").toUpperCase(Locale.ROOT) + " " + path);
                }
            }
        }
        return operations;
    }

    @Test
    void nobodyReachesWhatIsNotTheirs() {
        others().forEach(other -> walk(OBJECTS, other, other));
        isAsItWas();
    }

    /** On devices of their own, which they sign out in the end. */
    @Test
    void whatIsEverybodysOwnShowsNothingOfOthers() {
        try (Socket hers = olga.connect(parley.edge(), Optional.empty())) {
            others().forEach(other -> walk(OWN, other, other.another(parley.api())));
            assertThat(bob.rest()
                            .get("/presence?users=" + olga.user())
                            .expect(200)
                            .body()
                            .encode())
                    .contains("offline");
            assertThat(hers.isClosed()).isFalse();
        }
        isAsItWas();
    }

    private static List<Device> others() {
        return List.of(sam, rex, bob, mel);
    }

    /** Goes through a table as one of the others. */
    private static void walk(String lines, Device other, Device device) {
        SoftAssertions all = new SoftAssertions();
        for (Try one : table(lines)) {
            String expected = one.expected().get(others().indexOf(other));
            if (expected.equals("-")) {
                continue;
            }
            Rest.Answer answer = one.by(other.user(), Optional.of(device.token()));
            all.assertThat(String.valueOf(answer.status()))
                    .as("%s by %s (%s)", one, other.username(), OTHERS)
                    .isEqualTo(expected);
            all.assertThat(answer.body().encode())
                    .as("%s by %s", one, other.username())
                    .doesNotContain(secretFrom(other));
        }
        all.assertAll();
    }

    /** Mel may know what was said, but not on which devices Olga reads it. */
    private static List<String> secretFrom(Device other) {
        return other.equals(mel) ? List.of(olga.id()) : List.of(olga.id(), AFTER, "for Mel");
    }

    @Test
    void whoWasRemovedKeepsWhatThereWas() {
        assertThat(texts(rex, "g:" + names.get("{g}"))).containsExactly("for members");
        assertThat(rex.rest().get("/sync?cursor=0").expect(200).body().getJsonArray("messages"))
                .extracting(message -> ((JsonObject) message).getString("text"))
                .contains("for members")
                .doesNotContain(AFTER);
    }

    @Test
    void aDeviceThatWasSignedOutAndNobodyReachNothing() {
        SoftAssertions all = new SoftAssertions();
        for (Try one :
                Stream.of(OBJECTS, OWN).flatMap(lines -> table(lines).stream()).toList()) {
            all.assertThat(one.by(gone.user(), Optional.of(gone.token())).status())
                    .as("%s signed out", one)
                    .isEqualTo(401);
            all.assertThat(one.by(gone.user(), Optional.empty()).status())
                    .as("%s nobody", one)
                    .isEqualTo(401);
        }
        all.assertAll();
        isAsItWas();
    }

    @Test
    void whatIsPublicOpensNothingToWhoKnowsNoSecret() {
        SoftAssertions all = new SoftAssertions();
        for (Try one : table(PUBLIC)) {
            if (one.expected().isEmpty()) {
                continue;
            }
            Stream.concat(others().stream().map(Device::token), Stream.of(gone.token()))
                    .map(Optional::of)
                    .forEach(token -> opensNothing(one, token, all));
            opensNothing(one, Optional.empty(), all);
        }
        all.assertAll();
        isAsItWas();
    }

    private static void opensNothing(Try one, Optional<String> token, SoftAssertions all) {
        Rest.Answer answer = one.by("", token);
        all.assertThat(String.valueOf(answer.status()))
                .as("%s", one)
                .isEqualTo(one.expected().get(0));
        all.assertThat(answer.body().encode()).as("%s", one).doesNotContain("Token\":", olga.id());
    }

    private static void isAsItWas() {
        JsonObject group =
                olga.rest().get("/groups/" + names.get("{g}")).expect(200).body();
        assertThat(group.getString("name")).isEqualTo("ours");
        assertThat(group.getJsonArray("members"))
                .extracting(member -> ((JsonObject) member).getString("role"))
                .containsExactlyInAnyOrder("owner", "member");
        assertThat(texts(olga, "g:" + names.get("{g}"))).containsExactly("for members", AFTER);
        assertThat(texts(olga, names.get("{D}"))).containsExactly("for Mel");
        assertThat(texts(olga, names.get("{B}"))).containsExactly("for Bob");
        assertThat(olga.rest().get("/devices").expect(200).body().getJsonArray("devices"))
                .hasSize(1);
        assertThat(olga.rest().get("/friends").expect(200).body().getJsonArray("incoming"))
                .isEmpty();
        assertThat(olga.rest().get("/conversations").expect(200).body().getJsonArray("conversations"))
                .hasSize(3);
    }

    private static List<String> texts(Device reader, String conversation) {
        return reader.history(conversation).stream()
                .filter(message -> message.getString("kind").equals("text"))
                .map(message -> message.getString("text"))
                .toList();
    }

    /** A line of the table of frames. */
    private record Said(String type, String fields, List<String> expected) {
        static Said of(String line) {
            String[] columns = line.split("\\|", 2);
            String[] frame = columns[0].strip().split(" ", 2);
            return new Said(frame[0], frame[1], List.of(columns[1].strip().split(" +")));
        }

        JsonObject frame(String ref) {
            return new JsonObject(named(fields, "")).put("type", type).put("ref", ref);
        }
    }

    private static List<Said> frames() {
        return FRAMES.lines().map(Said::of).toList();
    }

    @Test
    void theTableHasEveryFrameThatMayFollowHello() {
        List<String> types = Stream.of(ClientFrame.class.getPermittedSubclasses())
                .map(type -> type.getSimpleName().toLowerCase(Locale.ROOT))
                .filter(type -> !type.equals("hello"))
                .toList();
        assertThat(frames().stream().map(Said::type).distinct()).containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void framesReachNoFurther() {
        SoftAssertions all = new SoftAssertions();
        try (Socket hers = olga.connect(parley.edge(), Optional.empty())) {
            for (int who = 0; who < others().size(); who++) {
                framesBy(others().get(who), who, all);
            }
            hers.frame(frame("heartbeat"));
            hers.await(frame -> frame.getString("type").equals("heartbeat"));
            all.assertThat(Stream.of("message", "receipt", "typing").flatMap(type -> hers.of(type).stream()))
                    .isEmpty();
        }
        all.assertAll();
        isAsItWas();
    }

    private static void framesBy(Device other, int who, SoftAssertions all) {
        for (Said said : frames()) {
            String expected = said.expected().get(who);
            if (expected.equals("-")) {
                continue;
            }
            try (Socket theirs = other.connect(parley.edge(), Optional.empty())) {
                theirs.frame(said.frame("r"));
                if (expected.equals("silence")) {
                    theirs.frame(frame("heartbeat"));
                }
                JsonObject answer = theirs.await(
                        frame -> Set.of("failed", "error", "heartbeat").contains(frame.getString("type")));
                all.assertThat(answer.getString("code", "silence"))
                        .as("%s by %s (%s)", said, other.username(), OTHERS)
                        .isEqualTo(expected);
                all.assertThat(theirs.messages()).isEmpty();
            }
        }
    }

    private static JsonObject frame(String type) {
        return new JsonObject().put("type", type);
    }

    @Test
    void theEventBusReachesNoFurther() {
        try (Socket hers = olga.connect(parley.edge(), Optional.empty())) {
            for (Device other : List.of(sam, rex, bob)) {
                try (Socket bus = Socket.toEventBus(parley.edge())) {
                    callsTo(bus, other.token(), "g:" + names.get("{g}"), names.get("{m}"));
                    callsTo(bus, other.token(), names.get(other.equals(bob) ? "{B}" : "{D}"), names.get("{d}"));
                    bus.frame(call(other.token(), "register", "user." + olga.user()));
                    assertThat(refusal(bus, Optional.empty())).isEqualTo("access_denied");
                    assertThat(synced(bus, other.token())).doesNotContain(AFTER, "for Mel");
                }
            }
            assertThat(Stream.of("message", "receipt", "typing").flatMap(type -> hers.of(type).stream()))
                    .isEmpty();
        }
        isAsItWas();
    }

    @Test
    void theEventBusIsClosedToADeviceThatWasSignedOutAndToNobody() {
        for (String token : List.of(gone.token(), "")) {
            try (Socket bus = Socket.toEventBus(parley.edge())) {
                for (String address : List.of("chat.send", "chat.sync", "chat.read", "chat.received")) {
                    bus.frame(call(token, "send", address)
                            .put("replyAddress", address)
                            .put("body", body("g:" + names.get("{g}"), names.get("{m}"))));
                    assertThat(refusal(bus, Optional.of(address))).isEqualTo("unauthenticated");
                }
                bus.frame(call(token, "register", "user." + olga.user()));
                assertThat(refusal(bus, Optional.empty())).isEqualTo("unauthenticated");
            }
        }
        isAsItWas();
    }

    /** Each call that names a conversation or a message of it. */
    private static void callsTo(Socket bus, String token, String conversation, String message) {
        for (String address : List.of("chat.send", "chat.read")) {
            String reply = address + " " + conversation;
            bus.frame(call(token, "send", address).put("replyAddress", reply).put("body", body(conversation, message)));
            if (address.equals("chat.send")) {
                assertThat(refusal(bus, Optional.of(reply))).isIn("access_denied", "blocked");
            }
        }
        bus.frame(call(token, "send", "chat.received").put("body", body(conversation, message)));
    }

    private static List<String> synced(Socket bus, String token) {
        bus.frame(call(token, "send", "chat.sync")
                .put("replyAddress", "page")
                .put("body", new JsonObject().put("cursor", "0")));
        return bus
                .await(frame -> "page".equals(frame.getString("address")))
                .getJsonObject("body")
                .getJsonArray("messages")
                .stream()
                .map(message -> ((JsonObject) message).getString("text", ""))
                .toList();
    }

    private static JsonObject call(String token, String type, String address) {
        return frame(type)
                .put("address", address)
                .put("headers", new JsonObject().put("Authorization", "Bearer " + token));
    }

    /** What any of the calls takes; each leaves the rest. */
    private static JsonObject body(String conversation, String message) {
        return new JsonObject()
                .put("ref", "bus to " + conversation)
                .put("to", new JsonObject().put("conversation", conversation))
                .put("text", "let me in")
                .put("cursor", "0")
                .put("conversation", conversation)
                .put("id", message)
                .put("ids", new JsonArray().add(message));
    }

    /** The code of what is told at an address, or at none. */
    private static String refusal(Socket bus, Optional<String> address) {
        return bus.await(frame -> frame.getString("type").equals("err")
                        && Optional.ofNullable(frame.getString("address")).equals(address))
                .getString("message");
    }

    @Test
    void noFrameOfADeviceThatWasSignedOutIsHeard() {
        for (Said said : frames()) {
            try (Socket socket = Socket.open(parley.edge())) {
                socket.frame(frame("hello").put("token", gone.token()));
                socket.frame(said.frame("r"));
                assertThat(socket.awaitClose(Duration.ofSeconds(20)))
                        .as(said.type())
                        .isEqualTo(4401);
                assertThat(socket.of("welcome")).isEmpty();
            }
        }
        isAsItWas();
    }

    @Test
    void noFrameOfNobodyIsHeard() {
        for (Said said : frames()) {
            try (Socket socket = Socket.open(parley.edge())) {
                socket.frame(said.frame("r"));
                assertThat(socket.await(frame -> frame.getString("type").equals("error"))
                                .getString("code"))
                        .as(said.type())
                        .isEqualTo("unauthenticated");
            }
        }
        isAsItWas();
    }

    /** Whatever it was about to say. */
    @Test
    void aSocketWhoseDeviceIsSignedOutIsClosed() {
        Device lost = olga.another(parley.api());
        try (Socket socket = lost.connect(parley.edge(), Optional.empty())) {
            olga.rest().delete("/devices/" + lost.id()).expect(204);
            assertThat(socket.awaitClose(Duration.ofSeconds(10))).isEqualTo(4403);
        }
    }
}
