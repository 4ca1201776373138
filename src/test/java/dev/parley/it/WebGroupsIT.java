package dev.parley.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups in the web client. */
class WebGroupsIT {
    @TempDir
    private static Path folder;

    private static Chromium chromium;
    private static ParleyProcess parley;

    @BeforeAll
    static void start() throws InterruptedException {
        chromium = Chromium.start();
        parley = ParleyProcess.in(folder).start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (parley != null) {
            parley.close();
        }
    }

    private static WebUser user(String username, String name) {
        return new WebUser(chromium.page(), parley.api()).signUp(username, name);
    }

    private static Device device(String username) {
        return Device.signUp(parley.api(), username);
    }

    /** Makes a group of a device's user with others, and answers its conversation. */
    private static String group(Device owner, String name, String... members) {
        List<String> ids = Stream.of(members).map(one -> idOf(owner, one)).toList();
        return owner.rest()
                .post("/groups", new JsonObject().put("name", name).put("members", new JsonArray(ids)))
                .expect(201)
                .body()
                .getString("conversation");
    }

    private static String idOf(Device asker, String username) {
        return asker.rest()
                .get("/users?username=" + username)
                .expect(200)
                .body()
                .getString("id");
    }

    private static void say(Device from, String conversation, String text) {
        from.rest()
                .post(
                        "/conversations/" + conversation + "/messages",
                        new JsonObject().put("ref", text).put("text", text))
                .expect(201);
    }

    @Test
    void aGroupOfThreeTalksUntilOneIsRemoved() {
        Device ann = device("ann");
        WebUser ben = user("ben", "Ben");
        WebUser cat = user("cat", "Cat");
        String trip = group(ann, "Trip", "ben", "cat");
        ben.pick("Trip");
        cat.pick("Trip");
        say(ann, trip, "where to?");
        ben.say("to the sea");

        assertThat(cat.message("where to?").locator(".author")).hasText("ann");
        assertThat(cat.message("to the sea").locator(".author")).hasText("Ben");
        assertThat(cat.notice("ann named the group “Trip”")).isVisible();
        assertThat(cat.head()).containsText("ann, Ben, You");

        ann.rest()
                .delete("/groups/" + trip.substring(2) + "/members/" + idOf(ann, "cat"))
                .expect(204);
        assertThat(cat.notice("ann removed you")).isVisible();
        assertThat(cat.compose()).not().isVisible();
        assertThat(cat.page().getByText("no longer write to it")).isVisible();
        assertThat(ben.notice("ann removed Cat")).isVisible();
        assertThat(ben.head()).not().containsText("Cat");

        say(ann, trip, "only for two");
        assertThat(ben.message("only for two")).isVisible();
        assertThat(cat.message("to the sea")).isVisible();
        assertThat(cat.message("only for two")).not().isVisible();
    }

    @Test
    void saysWhoWritesByName() {
        Device dan = device("dan");
        WebUser eva = user("eva", "Eva");
        WebUser fil = user("fil", "Fil");
        group(dan, "Plans", "eva", "fil");
        eva.pick("Plans");
        fil.row("Plans").click();

        fil.compose().pressSequentially("hm");

        assertThat(eva.head()).containsText("Fil is typing…");
        assertThat(eva.row("Plans")).containsText("Fil is typing…");
    }
}
