package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.parley.servers.Ports;
import groovy.json.JsonSlurper;
import groovy.lang.Script;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.lang.groovy.GroovyVerticleFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs in other languages: the examples, and at the event-bus bridge Vert.x's own for browsers ({@code
 * @vertx/eventbus-bridge-client.js} 1.0.0 from npm, as it is).
 */
class ProgramsIT {
    private static final String SCRIPT =
            """
            ([edge, transport, token, user, to]) => new Promise((resolve, reject) => {
              const bus = new EventBus(edge + '/eventbus', { transports: [transport] });
              window.heard = [];
              window.errors = [];
              bus.defaultHeaders = { Authorization: 'Bearer ' + token };
              bus.onclose = event => reject(new Error('closed: ' + event.code));
              bus.onerror = error => window.errors.push(error.body);
              bus.onopen = () => {
                bus.registerHandler('user.' + to, (error, message) => window.heard.push(['not mine', error ?? message]));
                bus.registerHandler('user.' + user, (error, message) => {
                  window.heard.push(message.body);
                  if (message.body.type !== 'synced') return;
                  const said = { ref: 'by ' + transport, to: { user: to }, text: 'by ' + transport };
                  bus.send('chat.send', said, (failed, accepted) =>
                    bus.send('chat.router.submit', said, denied =>
                      bus.send('chat.sync', { cursor: '0' }, (unread, page) =>
                        resolve({ failed, accepted: accepted?.body, denied, texts: page?.body.messages.map(m => m.text) }))));
                });
              };
            })
            """;

    @TempDir
    private static Path folder;

    private static ParleyProcess parley;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path token = Files.writeString(folder.resolve("token"), "a service token of 32 characters ");
        Path plan =
                Files.writeString(folder.resolve("plan.json"), withModerator().encode());
        List<Path> classPath = Stream.of(GroovyVerticleFactory.class, Script.class, JsonSlurper.class)
                .map(ParleyProcess::placeOf)
                .toList();
        parley = ParleyProcess.with(
                        Stream.concat(classPath.stream(), Stream.of(Program.EXAMPLES))
                                .toList(),
                        folder)
                .with("PARLEY_PLAN_FILE", plan.toString())
                .with("PARLEY_BRIDGE_PORT", String.valueOf(Ports.free()))
                .with("PARLEY_BRIDGE_TOKEN_FILE", token.toString())
                .with("PARLEY_MESSAGE_HOOK", "allow")
                .with("PARLEY_MESSAGE_HOOK_MILLIS", "1000")
                .start();
    }

    private static JsonObject withModerator() throws IOException {
        JsonObject plan = new JsonObject(Files.readString(Path.of("verticles.json")));
        plan.getJsonArray("verticles")
                .add(new JsonObject()
                        .put("name", "moderator.groovy")
                        .put("config", new JsonObject().put("words", new JsonArray().add("verboten"))));
        return plan;
    }

    private static String bridge() {
        return "localhost:" + parley.setting("PARLEY_BRIDGE_PORT");
    }

    private static String token() {
        return parley.setting("PARLEY_BRIDGE_TOKEN_FILE");
    }

    @AfterAll
    static void stop() {
        parley.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "xhr-polling"})
    void chatsWithTheStockClientOver(String transport) throws IOException {
        String suffix = transport.replace("-", "");
        Device ann = Device.signUp(parley.api(), "ann" + suffix);
        Device ben = Device.signUp(parley.api(), "ben" + suffix);
        String html = "<!doctype html><script src='" + parley.edge() + "/sockjs.min.js'></script><script>"
                + resource("vertx-eventbus-bridge-client-1.0.0.js") + "</script>";
        try (Chromium chromium = Chromium.start();
                PageServer pages = new PageServer(html);
                Socket other = ben.connect(parley.edge(), Optional.empty())) {
            Page page = chromium.page();
            page.navigate(pages.url());

            Object answers = page.evaluate(
                    SCRIPT, List.of(parley.edge().toString(), transport, ann.token(), ann.user(), ben.user()));
            other.awaitText("by " + transport);
            other.awaitAccepted(other.send(ann.user(), "back by " + transport));
            page.waitForFunction("text => window.heard.some(frame => frame.text === text)", "back by " + transport);

            assertThat(answers)
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .hasEntrySatisfying("accepted", body -> assertThat(((Map<?, ?>) body).get("type"))
                            .isEqualTo("accepted"))
                    .hasEntrySatisfying("denied", error -> assertThat(((Map<?, ?>) error).get("message"))
                            .isEqualTo("access_denied"))
                    .containsEntry("texts", List.of("by " + transport));
            assertThat(page.evaluate("() => window.errors")).isEqualTo(List.of("access_denied"));
            assertThat(page.evaluate("() => window.heard.filter(frame => frame.type === 'message').length"))
                    .isEqualTo(1);
        }
    }

    @Test
    void chatsWithAClientOfTheBusInPython() throws Exception {
        String port = Integer.toString(parley.edge().getPort());
        Device ann = Device.signUp(parley.api(), "annpython");
        Device bot = Device.signUp(parley.api(), "botpython");
        Path script = Program.script(folder, "bus_client.py");
        try (Socket socket = ann.connect(parley.edge(), Optional.empty());
                Program client = Program.python(script, "127.0.0.1", port, bot.token(), bot.user())) {
            client.awaitLine("registered");
            socket.awaitAccepted(socket.send(bot.user(), "hello"));

            socket.awaitText("echo: hello");

            client.awaitLine("accepted");
            client.awaitEnd();
        }
    }

    @Test
    void theExamplesTalkToEachOther() throws Exception {
        Device ann = Device.signUp(parley.api(), "annexample");
        Device ben = Device.signUp(parley.api(), "benexample");
        String api = parley.api().toString();
        try (Program python = Program.python(
                        Program.EXAMPLES.resolve("client.py"), api, ann.username(), ann.password(), ben.username());
                Program javaScript = Program.node(
                        Program.EXAMPLES.resolve("client.js"), api, ben.username(), ben.password(), ann.username())) {
            javaScript.say("I am here");
            javaScript.awaitLine("sent ");
            python.say("hello Ben");
            python.awaitLine("sent ");
            javaScript.awaitLine(ann.user() + ": hello Ben");
            javaScript.say("hello Ann");
            python.awaitLine(ben.user() + ": hello Ann");
        }
    }

    @Test
    void theBotsEcho() throws Exception {
        Device ann = Device.signUp(parley.api(), "annecho");
        Device python = Device.signUp(parley.api(), "echopython");
        Device javaScript = Device.signUp(parley.api(), "echojavascript");
        String api = parley.api().toString();
        try (Socket socket = ann.connect(parley.edge(), Optional.empty());
                Program one = Program.python(
                        Program.EXAMPLES.resolve("echo_bot.py"),
                        api,
                        bridge(),
                        token(),
                        python.username(),
                        python.password());
                Program other = Program.node(
                        Program.EXAMPLES.resolve("echo_bot.mjs"), api, javaScript.username(), javaScript.password())) {
            one.awaitLine("listening as " + python.user());
            other.awaitLine("listening as " + javaScript.user());
            socket.send(python.user(), "hello Python");
            socket.awaitText("echo: hello Python");
            socket.send(javaScript.user(), "hello JavaScript");
            socket.awaitText("echo: hello JavaScript");
        }
    }

    @Test
    void aVerticleInGroovyDecidesAboutMessages() {
        Device ann = Device.signUp(parley.api(), "anngroovy");
        Device ben = Device.signUp(parley.api(), "bengroovy");
        try (Socket socket = ann.connect(parley.edge(), Optional.empty())) {
            JsonObject answer = say(socket, ben, "this is Verboten");
            socket.awaitAccepted(socket.send(ben.user(), "this is allowed"));

            assertThat(answer.getString("type")).isEqualTo("failed");
            assertThat(answer.getString("code")).isEqualTo("refused");
            assertThat(answer.getString("message")).isEqualTo("do not say verboten");
            assertThat(answer.getBoolean("retryable")).isFalse();
            assertThat(ben.history(ann.conversationWith(ben))).hasSize(1);
        }
    }

    /** It is asked rather than the verticle. */
    @Test
    void aProgramDecidesAboutMessages() throws Exception {
        Device ann = Device.signUp(parley.api(), "annmoderated");
        Device ben = Device.signUp(parley.api(), "benmoderated");
        try (Socket socket = ann.connect(parley.edge(), Optional.empty());
                Program moderator =
                        Program.python(Program.EXAMPLES.resolve("moderator.py"), bridge(), token(), "badword")) {
            moderator.awaitLine("deciding");

            JsonObject answer = say(socket, ben, "a BadWord");
            assertThat(answer.getString("type")).isEqualTo("failed");
            assertThat(answer.getString("message")).isEqualTo("do not say badword");
        }
    }

    @Test
    void aProgramAnnotatesMessages() throws Exception {
        Device ann = Device.signUp(parley.api(), "annannotated");
        Device ben = Device.signUp(parley.api(), "benannotated");
        try (Socket socket = ann.connect(parley.edge(), Optional.empty());
                Socket other = ben.connect(parley.edge(), Optional.empty());
                Program moderator = Program.python(Program.EXAMPLES.resolve("moderator.py"), bridge(), token())) {
            moderator.awaitLine("deciding");
            socket.send(ben.user(), "http://one.example and https://two.example");
            JsonObject live = other.awaitText("http://one.example and https://two.example");

            assertThat(live.getJsonObject("annotations")).isEqualTo(checked().put("links", "2"));
            assertThat(ben.history(ann.conversationWith(ben)))
                    .singleElement()
                    .extracting(message -> message.getJsonObject("annotations"))
                    .isEqualTo(checked().put("links", "2"));
            JsonObject edit = new JsonObject()
                    .put("ref", "edit")
                    .put("kind", "edit")
                    .put("target", live.getString("id"))
                    .put("text", "no link");
            ann.rest()
                    .post("/conversations/" + ann.conversationWith(ben) + "/messages", edit)
                    .expect(201);
            other.awaitText("no link");
            assertThat(ben.history(ann.conversationWith(ben)).get(0).getJsonObject("annotations"))
                    .isEqualTo(checked());
        }
    }

    private static JsonObject checked() {
        return new JsonObject().put("checked", "yes");
    }

    /** Says something and waits for what comes of it. */
    private static JsonObject say(Socket socket, Device to, String text) {
        String ref = socket.send(to.user(), text);
        return socket.await(frame -> ref.equals(frame.getString("ref")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client.py", "client.js"})
    void anExampleIsShort(String name) throws IOException {
        assertThat(Files.readAllLines(Program.EXAMPLES.resolve(name)).stream().filter(line -> !line.isBlank()))
                .hasSizeLessThanOrEqualTo(60);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ProgramsIT.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
