package dev.parley.it;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.stream.StreamSupport;

/**
 * The service worker of a page's browser, driven as the browser and its user do: by the DevTools protocol, for there is no push
 * service and no hand here.
 */
final class PushWorker {
    /** What a click does; the worker may do more than the script can see, so it waits for what the worker waits for. */
    private static final String CLICK =
            """
            (async () => {
              const [notification] = await %s;
              clients.openWindow = async url => { self.opened = url; };
              const event = new NotificationEvent('notificationclick', { notification, action: '%s' });
              const work = [];
              Object.defineProperties(event, { reply: { value: '%s' }, waitUntil: { value: promise => work.push(promise) } });
              dispatchEvent(event);
              await Promise.allSettled(work);
              return self.opened ?? '';
            })()
            """;

    /** In turn with the worker: Chromium deletes what it is asked for while that comes to show. */
    static final String NOTIFICATIONS =
            "navigator.locks.request('parley.notifications', () => registration.getNotifications())";

    private static final String SHOWN =
            NOTIFICATIONS + ".then(all => all.map(one => `${one.title}: ${one.body} [${one.tag}]`).join())";

    private final Page page;
    private final URI api;
    private final CDPSession ofPage;
    private final CDPSession ofBrowser;
    private final String context;
    private String registration;
    private JsonObject answer;

    /** @param page of the browser, whatever it shows */
    PushWorker(Page page, URI api) {
        this.page = page;
        this.api = api;
        this.ofPage = page.context().newCDPSession(page);
        this.context = ofPage.send("Target.getTargetInfo")
                .getAsJsonObject("targetInfo")
                .get("browserContextId")
                .getAsString();
        this.ofBrowser = page.context().browser().newBrowserCDPSession();
        ofPage.on("ServiceWorker.workerRegistrationUpdated", this::register);
        ofPage.send("ServiceWorker.enable");
        ofBrowser.on("Target.receivedMessageFromTarget", this::take);
    }

    private void register(JsonObject event) {
        StreamSupport.stream(event.getAsJsonArray("registrations").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(one -> one.get("scopeURL").getAsString().startsWith(api.toString()))
                .forEach(one -> registration = one.get("registrationId").getAsString());
    }

    private void take(JsonObject event) {
        JsonObject message =
                JsonParser.parseString(event.get("message").getAsString()).getAsJsonObject();
        if (message.has("result")) {
            answer = message.getAsJsonObject("result").getAsJsonObject("result");
        }
    }

    /** Hands a push over that its service has brought and the browser decrypted. */
    void deliver(String push) {
        page.waitForCondition(() -> registration != null);
        JsonObject arguments = new JsonObject();
        arguments.addProperty("origin", api.toString());
        arguments.addProperty("registrationId", registration);
        arguments.addProperty("data", push);
        ofPage.send("ServiceWorker.deliverPushMessage", arguments);
    }

    /** What notifications show, such as {@code Ben: hello [d:1:2]}. */
    String shown() {
        return evaluate(SHOWN);
    }

    /** Presses the notification that shows, and returns the address that a window was opened with. */
    String press() {
        return evaluate(CLICK.formatted(NOTIFICATIONS, "", ""));
    }

    /** Writes an answer into the notification that shows. */
    void answer(String text) {
        evaluate(CLICK.formatted(NOTIFICATIONS, "reply", text));
    }

    /** Runs an expression in the worker, and returns what it or its promise comes to as text. */
    String evaluate(String expression) {
        page.waitForCondition(() -> target() != null);
        JsonObject attach = new JsonObject();
        attach.addProperty("targetId", target());
        attach.addProperty("flatten", false);
        JsonObject send = new JsonObject();
        send.add("sessionId", ofBrowser.send("Target.attachToTarget", attach).get("sessionId"));
        send.addProperty("message", evaluation(expression).toString());
        answer = null;
        ofBrowser.send("Target.sendMessageToTarget", send);
        page.waitForCondition(() -> answer != null);
        return answer.has("value") ? answer.get("value").getAsString() : answer.toString();
    }

    private static JsonObject evaluation(String expression) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("expression", expression);
        parameters.addProperty("awaitPromise", true);
        parameters.addProperty("returnByValue", true);
        JsonObject message = new JsonObject();
        message.addProperty("id", 1);
        message.addProperty("method", "Runtime.evaluate");
        message.add("params", parameters);
        return message;
    }

    /** The id of the worker, while it runs. */
    private String target() {
        return StreamSupport.stream(
                        ofBrowser
                                .send("Target.getTargets")
                                .getAsJsonArray("targetInfos")
                                .spliterator(),
                        false)
                .map(JsonElement::getAsJsonObject)
                .filter(one -> one.get("type").getAsString().equals("service_worker"))
                .filter(one -> one.get("browserContextId").getAsString().equals(context))
                .map(one -> one.get("targetId").getAsString())
                .findFirst()
                .orElse(null);
    }
}
