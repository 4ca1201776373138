package dev.parley.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import dev.parley.bus.PushService.Target;
import dev.parley.notification.http.Receiver;
import dev.parley.notification.webpush.Browser;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pushes in a real browser's service worker. Its subscription is the tests': browsers get one only from their makers' services.
 * What those would bring comes from a push service of the tests, which decrypts what the server sent.
 */
class WebPushIT {
    private static final String SUBSCRIPTIONS =
            """
            (([endpoint, p256dh, auth]) => {
              const bytes = key => Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), one => one.charCodeAt(0)).buffer;
              let key;
              const subscription = () => ({
                endpoint,
                options: { userVisibleOnly: true, applicationServerKey: bytes(key) },
                toJSON: () => ({ endpoint, expirationTime: null, keys: { p256dh, auth } }),
                unsubscribe: async () => { key = undefined; return true; },
              });
              PushManager.prototype.getSubscription = async () => key === undefined ? null : subscription();
              PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
                key = applicationServerKey;
                return subscription();
              };
              self.isSubscribed = () => String(key !== undefined);
            })(%s)
            """;

    @TempDir
    private static Path folder;

    private static final Vertx VERTX = Vertx.vertx();
    private static Receiver service;
    private static Stage stage;

    @BeforeAll
    static void start() throws Exception {
        service = new Receiver(VERTX);
        Chromium chromium = Chromium.startWhole();
        stage = new Stage(
                chromium,
                ParleyProcess.in(folder)
                        .with("PARLEY_WEBHOOK_ALLOW_PRIVATE", "true")
                        .start());
    }

    @AfterAll
    static void stop() throws Exception {
        if (stage != null) {
            stage.close();
        }
        service.close();
        VERTX.close().await();
    }

    @Test
    void tellsOfAMessageWhileNoPageIsOpenAndLeadsToIt() throws Exception {
        Device ben = stage.device("ben");
        Subscriber ann = new Subscriber("ann", "Ann", ben);
        ann.leave();
        String id = stage.say(ben, ann.chat, "are you there?");

        ann.isTold(ann.push("/ann", "are you there?"), "ben: are you there? [" + ann.chat + "]");
        String opened = ann.worker.press();

        assertThat(opened).endsWith("#/c/" + ann.chat + "/" + id);
        ann.user.page().navigate(opened);
        assertThat(ann.user.message("are you there?")).isVisible();
        ann.awaitShown("");
    }

    @Test
    void sendsWhatIsWrittenIntoANotification() throws Exception {
        Device cleo = stage.device("cleo");
        Subscriber dan = new Subscriber("dan", "Dan", cleo);
        dan.leave();
        stage.say(cleo, dan.chat, "lunch?");

        dan.isTold(dan.push("/dan", "lunch?"), "cleo: lunch? [" + dan.chat + "]");
        dan.worker.answer("at noon");

        assertThat(cleo.history(dan.chat))
                .extracting(message -> message.getString("text"))
                .endsWith("lunch?", "at noon");
        dan.user.open();
        assertThat(dan.user.row("cleo")).containsText("You: at noon");
        assertThat(dan.user.row("cleo")).not().containsText("unread");
    }

    @Test
    void showsNothingOfTheChatThatIsLookedAt() throws Exception {
        Device eve = stage.device("eve");
        Subscriber fay = new Subscriber("fay", "Fay", eve);
        Device gus = stage.device("gus");
        String other = stage.chat(gus, "fay");

        String seen = stage.say(eve, fay.chat, "seen");
        assertThat(fay.user.message("seen")).isVisible();
        fay.worker.deliver(message(fay.chat, seen, "eve", "seen").encode());
        fay.worker.deliver(message(other, "901", "gus", "not seen").encode());
        fay.awaitShown("gus: not seen [" + other + "]");
        fay.worker.deliver(message(other, "899", "gus", "late").encode());
        fay.worker.deliver("{\"type\":\"test\",\"badge\":1}");
        fay.awaitShown("gus: not seen [" + other + "],Parley: Notifications reach you here. [test]");
    }

    @Test
    void showsWhatDidNotReachTheChatThatIsLookedAt() throws Exception {
        Device jon = stage.device("jon");
        Subscriber kim = new Subscriber("kim", "Kim", jon);

        kim.worker.deliver(message(kim.chat, Long.toString(Long.MAX_VALUE), "jon", "lost on the way")
                .encode());

        kim.awaitShown("jon: lost on the way [" + kim.chat + "]");
    }

    @Test
    void saysAtLeastThatSomethingCameWhenNeitherTheServerNorTheBrowsersStoresAnswer() throws Exception {
        Device liv = stage.device("liv");
        Subscriber max = new Subscriber("max", "Max", liv);
        max.leave();
        max.worker.evaluate("caches.open = () => new Promise(() => undefined); ''");

        stage.parley().freeze();
        try {
            max.worker.deliver(message(max.chat, "7", "liv", "hello").encode());
            max.awaitShown("Parley: There is news for you. [wakeup]");
        } finally {
            stage.parley().thaw();
        }
    }

    @Test
    void tellsTheServerOfAChangedSubscriptionAndForgetsItAtTheEnd() throws Exception {
        Device hal = stage.device("hal");
        Subscriber ida = new Subscriber("ida", "Ida", hal);
        ida.worker.evaluate(SUBSCRIPTIONS.formatted(ida.subscription("/ida-anew")) + ";''");
        ida.worker.evaluate(
                """
                (async () => {
                  const event = new Event('pushsubscriptionchange');
                  let work;
                  event.waitUntil = promise => work = promise;
                  dispatchEvent(event);
                  await work;
                  return '';
                })()
                """);
        ida.leave();
        stage.say(hal, ida.chat, "to the new one");
        assertThat(ida.push("/ida-anew", "to the new one")).contains(ida.chat);

        ida.user.open();
        ida.user.page().waitForFunction("() => isSubscribed() === 'true'");
        ida.user.logOut();

        Rest rest = new Rest(stage.parley().api(), Optional.empty());
        Device phone = new Device("ida", WebUser.PASSWORD, "", "", "", rest)
                .another(stage.parley().api());
        phone.rest().post("/push/test", new JsonObject()).expect(404);
        ida.user.page().waitForFunction("() => isSubscribed() === 'false'");
    }

    private static JsonObject message(String conversation, String id, String from, String text) {
        return new JsonObject()
                .put("type", "message")
                .put("conversation", conversation)
                .put("id", id)
                .put("at", "2030-01-01T00:00:00.000Z")
                .put("count", 1)
                .put("unread", 1)
                .put("badge", 1)
                .put("from", new JsonObject().put("id", "1").put("name", from))
                .put("text", text);
    }

    /** Somebody who wants to be told, and whose browser has a subscription at the push service of the tests. */
    private static final class Subscriber {
        private final Browser keys = new Browser();
        private final WebUser user;
        private final String chat;
        private final PushWorker worker;

        Subscriber(String username, String name, Device friend) throws Exception {
            Page page = stage.chromium().page();
            page.context().addInitScript(SUBSCRIPTIONS.formatted(subscription("/" + username)));
            page.context().grantPermissions(List.of("notifications"));
            user = new WebUser(page, stage.parley().api()).signUp(username, name);
            chat = stage.chat(friend, username);
            user.chatWith(friend.username());
            user.say("hello");
            assertThat(user.message("hello")).containsText("Sent");
            page.waitForResponse(
                    answer -> answer.url().endsWith("/push/subscription") && answer.status() == 200,
                    () -> user.button("Turn on").click());
            worker = new PushWorker(page, stage.parley().api());
        }

        private String subscription(String path) {
            Target target = keys.subscription(service.url(path));
            return "['%s', '%s', '%s']".formatted(target.address(), target.key(), target.secret());
        }

        void leave() {
            user.page().navigate("about:blank");
        }

        /** The push of a text that came to a path, decrypted. */
        String push(String path, String text) {
            user.page().waitForCondition(() -> pushes(path).anyMatch(push -> push.contains(text)));
            return pushes(path).filter(push -> push.contains(text)).findFirst().orElseThrow();
        }

        private Stream<String> pushes(String path) {
            return service.got.stream()
                    .filter(one -> one.path().equals(path))
                    .map(one -> decrypted(one.body().getBytes()));
        }

        private String decrypted(byte[] body) {
            try {
                return new String(keys.decrypt(body), StandardCharsets.UTF_8);
            } catch (Exception e) {
                throw new AssertionError("nobody can read it", e);
            }
        }

        void isTold(String push, String notifications) {
            worker.deliver(push);
            awaitShown(notifications);
        }

        void awaitShown(String notifications) {
            AtomicReference<String> shown = new AtomicReference<>("");
            try {
                user.page().waitForCondition(() -> {
                    shown.set(worker.shown());
                    return shown.get().equals(notifications);
                });
            } catch (TimeoutError late) {
                throw new AssertionError("What shows is: " + shown, late);
            }
        }
    }
}
