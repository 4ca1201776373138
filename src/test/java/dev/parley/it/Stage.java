package dev.parley.it;

import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A server, a browser, and the people who use them. */
record Stage(Chromium chromium, ParleyProcess parley) implements AutoCloseable {
    static Stage in(Path folder) throws InterruptedException {
        Chromium chromium = Chromium.start();
        return new Stage(chromium, ParleyProcess.in(folder).start());
    }

    /** Somebody with a browser of their own who has opened nothing as yet. */
    WebUser visitor() {
        return new WebUser(chromium.page(), parley.api());
    }

    /** The same with another screen. */
    WebUser visitor(int width, int height, ColorScheme scheme) {
        return new WebUser(chromium.page(width, height, scheme), parley.api());
    }

    /** Somebody new, with a browser of their own. */
    WebUser user(String username, String name) {
        return visitor().signUp(username, name);
    }

    /** The page of somebody who has an account, on another device. */
    WebUser elsewhere(String username) {
        WebUser user = visitor().open();
        user.logIn(username, WebUser.PASSWORD);
        user.isSignedIn();
        return user;
    }

    /** Somebody new, on a device without a page. */
    Device device(String username) {
        return Device.signUp(parley.api(), username);
    }

    /** The account of somebody who has a page, on a device without one. */
    Device another(String username) {
        return new Device(username, WebUser.PASSWORD, "", "", "", new Rest(parley.api(), Optional.empty()))
                .another(parley.api());
    }

    /** Makes a group of a device's user with others, and answers its conversation. */
    String group(Device owner, String name, String... members) {
        List<String> ids = Stream.of(members).map(one -> idOf(owner, one)).toList();
        return owner.rest()
                .post("/groups", new JsonObject().put("name", name).put("members", new JsonArray(ids)))
                .expect(201)
                .body()
                .getString("conversation");
    }

    String idOf(Device asker, String username) {
        return asker.rest()
                .get("/users?username=" + username)
                .expect(200)
                .body()
                .getString("id");
    }

    /** The direct conversation of a device's user with somebody. */
    String chat(Device one, String username) {
        return one.conversationWith(new Device(username, "", idOf(one, username), "", "", one.rest()));
    }

    /** Says something and answers the id of the message. */
    String say(Device from, String conversation, String text) {
        return send(from, conversation, new JsonObject().put("text", text));
    }

    String send(Device from, String conversation, JsonObject message) {
        return from.rest()
                .post(
                        "/conversations/" + conversation + "/messages",
                        message.put("ref", UUID.randomUUID().toString()))
                .expect(201)
                .body()
                .getString("id");
    }

    @Override
    public void close() {
        chromium.close();
        parley.close();
    }
}
