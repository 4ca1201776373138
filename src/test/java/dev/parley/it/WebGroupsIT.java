package dev.parley.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Groups in the web client. */
class WebGroupsIT extends OnStage {
    @Test
    void aGroupOfThreeTalksUntilOneIsRemoved() {
        Device ann = stage.device("ann");
        WebUser ben = stage.user("ben", "Ben");
        WebUser cat = stage.user("cat", "Cat");
        String trip = stage.group(ann, "Trip", "ben", "cat");
        ben.pick("Trip");
        cat.pick("Trip");
        stage.say(ann, trip, "where to?");
        ben.say("to the sea");

        assertThat(cat.message("where to?").locator(".author")).hasText("ann");
        assertThat(cat.message("to the sea").locator(".author")).hasText("Ben");
        assertThat(cat.notice("ann named the group “Trip”")).isVisible();
        assertThat(cat.head()).containsText("ann, Ben, You");

        ann.rest()
                .delete("/groups/" + trip.substring(2) + "/members/" + stage.idOf(ann, "cat"))
                .expect(204);
        assertThat(cat.notice("ann removed you")).isVisible();
        assertThat(cat.compose()).not().isVisible();
        assertThat(cat.page().getByText("no longer write to it")).isVisible();
        assertThat(ben.notice("ann removed Cat")).isVisible();
        assertThat(ben.head()).not().containsText("Cat");

        stage.say(ann, trip, "only for two");
        assertThat(ben.message("only for two")).isVisible();
        assertThat(cat.message("to the sea")).isVisible();
        assertThat(cat.message("only for two")).not().isVisible();
    }

    @Test
    void aGroupIsMadeRenamedHandedOverAndLeft() {
        WebUser gus = stage.user("gus", "Gus");
        Device hal = stage.device("hal");
        WebUser ida = stage.user("ida", "Ida");
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

        gus.choices("Ida");
        gus.page().locator(".scroller").dispatchEvent("scroll");
        gus.choose("Make owner");
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
        assertThat(hal.rest().get("/groups/" + stage.idOf(hal, "ida")).status()).isEqualTo(404);
    }

    @Test
    void anAdministratorAddsWhoThenSeesTheGroupAndTheOwnerClosesIt() {
        WebUser jon = stage.user("jon", "Jon");
        Device kim = stage.device("kim");
        WebUser lea = stage.user("lea", "Lea");
        String club = stage.group(kim, "Club", "jon");
        kim.rest()
                .put(
                        "/groups/" + club.substring(2) + "/members/" + stage.idOf(kim, "jon"),
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
        WebUser max = stage.user("max", "Max");
        Device nia = stage.device("nia");
        nia.rest().put("/blocks/" + stage.idOf(nia, "max"), new JsonObject()).expect(204);
        max.visit("new-group");
        max.fill("Group name", "Try");
        max.find("nia");
        max.button("Create group of 2").click();

        assertThat(max.page().locator(".screen .problem:visible")).containsText("One of you blocks the other");
    }

    @Test
    void aGroupIsMadeAndAdministeredByKeysAlone() {
        Device oli = stage.device("oli");
        stage.device("quin");
        WebUser pia = stage.user("pia", "Pia");
        stage.say(oli, stage.chat(oli, "pia"), "make a group of us");
        assertThat(pia.row("oli")).isVisible();
        Keyboard keys = pia.page().keyboard();
        pia.tabTo(pia.button("Menu"));
        keys.press("Enter");
        pia.tabTo(pia.page().locator("a.menu-link[href='#/new-group']"));
        keys.press("Enter");
        pia.tabTo(pia.page().getByLabel("Group name"));
        keys.type("Keys");
        pia.tabTo(pia.page().getByLabel("@oli"));
        keys.press("Space");
        pia.tabTo(pia.button("Create group of 2"));
        keys.press("Enter");

        assertThat(pia.compose()).isFocused();
        pia.tabTo(pia.head().locator("h1 a"));
        keys.press("Enter");
        pia.tabTo(pia.button("Rename group"));
        keys.press("Enter");
        keys.type("Key club");
        keys.press("Enter");
        assertThat(pia.head()).containsText("Key club");
        assertThat(pia.button("Rename group")).isFocused();
        pia.tabTo(pia.button("Add members"));
        keys.press("Enter");
        keys.type("quin");
        keys.press("Enter");
        pia.tabTo(pia.button("Add 1"));
        keys.press("Enter");
        assertThat(pia.person("quin")).isVisible();
        assertThat(pia.button("Add members")).isFocused();
        pia.tabTo(pia.button("Change oli’s place in the group"));
        keys.press("Enter");
        keys.press("Enter");
        pia.tabTo(pia.dialog().locator("button.danger-button"));
        keys.press("Enter");
        assertThat(pia.person("oli")).containsText("Admin");
        pia.tabTo(pia.button("Change quin’s place in the group"));
        keys.press("Enter");
        keys.press("End");
        keys.press("Enter");
        pia.tabTo(pia.dialog().locator("button.danger-button"));
        keys.press("Enter");
        assertThat(pia.person("quin")).not().isVisible();
    }

    @Test
    void readsToThoseWhoCannotSeeWhoCameAndWent() {
        WebUser rob = stage.user("rob", "Rob");
        Device sam = stage.device("sam");
        Device tea = stage.device("tea");
        String group = stage.group(sam, "Read aloud", "rob");
        rob.pick("Read aloud");
        Locator aloud = rob.page().getByRole(AriaRole.LOG);
        String member = "/groups/" + group.substring(2) + "/members/" + tea.user();

        sam.rest().put(member, new JsonObject()).expect(200);
        assertThat(aloud).hasText("sam added tea");
        stage.say(tea, group, "hello");
        assertThat(aloud).hasText("tea: hello");
        sam.rest().delete(member).expect(204);
        assertThat(aloud).hasText("sam removed tea");
    }

    @Test
    void saysWhoWritesByName() {
        Device dan = stage.device("dan");
        WebUser eva = stage.user("eva", "Eva");
        WebUser fil = stage.user("fil", "Fil");
        stage.group(dan, "Plans", "eva", "fil");
        eva.pick("Plans");
        fil.row("Plans").click();

        fil.compose().pressSequentially("hm");

        eva.page().waitForCondition(() -> {
            fil.compose().press("m");
            return isToldThatFilWrites(eva.head()) && isToldThatFilWrites(eva.row("Plans"));
        });
    }

    private static boolean isToldThatFilWrites(Locator place) {
        return place.innerText().contains("Fil is typing…");
    }
}
