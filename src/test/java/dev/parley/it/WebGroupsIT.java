package dev.parley.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

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
    void aGroupIsMadeRenamedHandedOverAndLeft() {
        WebUser gus = user("gus", "Gus");
        Device hal = device("hal");
        WebUser ida = user("ida", "Ida");
        gus.chatWith("hal");
        gus.say("hello");
        gus.visit("new-group");
        gus.button("Create group of 1").click();
        assertThat(gus.page().getByText("Give the group a name.")).isVisible();
        gus.fill("Group name", "Band");
        gus.page().getByLabel("@hal").check();
        gus.find("ida");
        gus.button("Create group of 3").click();
        assertThat(gus.head()).containsText("hal, Ida, You");
        ida.pick("Band");
        assertThat(ida.notice("Gus named the group “Band”")).isVisible();

        gus.head().getByText("Band").click();
        assertThat(gus.person("Ida")).containsText("online");
        gus.button("Rename group").click();
        gus.fill("Group name", "Big band");
        gus.button("Save").click();
        assertThat(ida.row("Big band")).isVisible();
        assertThat(ida.head()).containsText("Big band");

        gus.manage("Ida", "Make owner");
        gus.confirm("Make owner");
        assertThat(gus.person("Ida")).containsText("Owner");
        assertThat(gus.person("You")).containsText("Admin");
        assertThat(ida.notice("You are now the owner")).isVisible();
        gus.manage("hal", "Remove from group");
        gus.confirm("Remove from group");
        assertThat(gus.person("hal")).not().isVisible();
        gus.button("Leave group").click();
        gus.confirm("Leave group");
        assertThat(gus.page().locator(".read-only")).isVisible();
        assertThat(ida.notice("Gus left")).isVisible();
        assertThat(ida.head()).containsText("You");
        assertThat(hal.rest().get("/groups/" + idOf(hal, "ida")).status()).isEqualTo(404);
    }

    @Test
    void anAdministratorAddsWhoThenSeesTheGroupAndTheOwnerClosesIt() {
        WebUser jon = user("jon", "Jon");
        Device kim = device("kim");
        WebUser lea = user("lea", "Lea");
        String club = group(kim, "Club", "jon");
        kim.rest()
                .put(
                        "/groups/" + club.substring(2) + "/members/" + idOf(kim, "jon"),
                        new JsonObject().put("role", "admin"))
                .expect(200);
        jon.pick("Club");
        assertThat(jon.notice("You are now an administrator")).isVisible();
        jon.visit("c/" + club + "/about");
        jon.button("Add members").click();
        jon.find("lea");
        jon.button("Add 1").click();
        assertThat(jon.person("Lea")).isVisible();
        assertThat(lea.row("Club")).containsText("Jon added you");
        lea.pick("Club");
        assertThat(jon.button("Change kim’s place in the group")).not().isVisible();

        kim.rest().delete("/groups/" + club.substring(2)).expect(204);
        assertThat(lea.notice("kim closed the group")).isVisible();
        assertThat(lea.page().locator(".read-only")).isVisible();
        assertThat(jon.page().locator(".aside").getByText("no longer write to it"))
                .isVisible();
        assertThat(jon.button("Leave group")).not().isVisible();
    }

    @Test
    void saysWhyAMemberCannotBeAdded() {
        WebUser max = user("max", "Max");
        Device nia = device("nia");
        nia.rest().put("/blocks/" + idOf(nia, "max"), new JsonObject()).expect(204);
        max.visit("new-group");
        max.fill("Group name", "Try");
        max.find("nia");
        max.button("Create group of 2").click();

        assertThat(max.page().locator(".screen .problem:visible")).containsText("One of you blocks the other");
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
