package dev.parley.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every screen about people, light and dark, on a phone and a desk, written to {@code target/screenshots} and checked. */
class PeopleScreenshotsIT extends OnStage {
    private static final List<String> NAMES = List.of(
            "Benedikt Özgür",
            "Maximiliana Alexandrowna von und zu Hohenfels-Schwarzenberg",
            "김서연",
            "Q",
            "ليلى حداد",
            "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren",
            "Dimitri");
    private static final String GROUP = "Weekend on the Isle of Skye, and then perhaps on to the Outer Hebrides";

    @ParameterizedTest
    @MethodSource("dev.parley.it.View#chosen")
    void showsEveryScreen(View view) {
        WebUser ann = view.visitor(stage);
        String username = view.username("ann");
        ann.signUp(username, "Ann Archer");
        Shots shots = new Shots(ann, view);
        ann.visit("people");
        assertThat(ann.page().getByText("No friends yet")).isVisible();
        shots.take("friends-none");
        List<Device> others = others(username);
        Socket online = others.get(0).connect(stage.parley().edge(), Optional.empty());
        meets(ann, username, others);
        people(ann, others, shots);
        groups(ann, username, others, shots);
        settings(ann, shots);
        online.close();
    }

    private static List<Device> others(String username) {
        List<Device> others = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            Device other = Device.signUp(stage.parley().api(), username + i);
            other.rest()
                    .patch(
                            "/users/me",
                            new JsonObject()
                                    .put("displayName", NAMES.get(i))
                                    .put(
                                            "about",
                                            "I write when I can, and read on the train.\nBest reached in the evening."))
                    .expect(200);
            others.add(other);
        }
        return others;
    }

    /** The first three are friends, two ask, one is asked, one is blocked. */
    private static void meets(WebUser ann, String username, List<Device> others) {
        Device me = stage.another(username);
        for (int i = 0; i < 5; i++) {
            ask(others.get(i), me);
        }
        for (int i = 0; i < 3; i++) {
            me.rest()
                    .post("/friends/requests/" + others.get(i).user() + "/accept", new JsonObject())
                    .expect(204);
        }
        ask(me, others.get(5));
        me.rest().put("/blocks/" + others.get(6).user(), new JsonObject()).expect(204);
        assertThat(ann.person("Dimitri")).isVisible();
        assertThat(ann.person(NAMES.get(0))).containsText("online");
    }

    private static void ask(Device from, Device to) {
        from.rest()
                .post("/friends/requests", new JsonObject().put("userId", to.user()))
                .expect(204);
    }

    private static void people(WebUser ann, List<Device> others, Shots shots) {
        shots.take("friends");
        ann.visit("u/" + others.get(1).user());
        assertThat(ann.button("Remove friend")).isVisible();
        shots.take("profile");
        ann.button("Block").click();
        assertThat(ann.button("Cancel")).isVisible();
        shots.take("profile-block");
        ann.button("Cancel").click();
    }

    private static void groups(WebUser ann, String username, List<Device> others, Shots shots) {
        ann.visit("new-group");
        ann.page().getByLabel("김서연").check();
        ann.page().getByLabel(NAMES.get(1)).check();
        shots.take("new-group");
        Device owner = others.get(0);
        JsonArray members = new JsonArray();
        others.subList(1, 6).forEach(other -> members.add(other.user()));
        members.add(owner.rest()
                .get("/users?username=" + username)
                .expect(200)
                .body()
                .getString("id"));
        String group = owner.rest()
                .post("/groups", new JsonObject().put("name", GROUP).put("members", members))
                .expect(201)
                .body()
                .getString("conversation");
        talk(group, owner, others);
        ann.visit("c/" + group);
        assertThat(ann.message("Who brings the tent?")).isVisible();
        ann.say("I do. And a stove.");
        assertThat(ann.message("And a stove.")).containsText("Sent");
        shots.take("group");
        ann.visit("c/" + group + "/about");
        assertThat(ann.button("Leave group")).isVisible();
        shots.take("group-about");
        owner.rest()
                .put(
                        "/groups/" + group.substring(2) + "/members/" + members.getString(members.size() - 1),
                        new JsonObject().put("role", "owner"))
                .expect(200);
        ann.button("Add members").click();
        shots.take("group-add");
        ann.button("Cancel").click();
        ann.button("Change Q’s place in the group").click();
        assertThat(ann.page().getByText("Remove from group")).isInViewport();
        shots.take("group-member-menu");
        ann.page().keyboard().press("Escape");
    }

    private static void talk(String group, Device owner, List<Device> others) {
        say(owner, group, "Hello all!");
        say(owner, group, "Shall we go on Friday or on Saturday?");
        say(
                others.get(1),
                group,
                "Friday. Saturday would be too late for the ferry, and it is booked out already as far as I could see.");
        say(others.get(2), group, "금요일 좋아요");
        say(others.get(5), group, "Who brings the tent?");
    }

    private static void say(Device from, String conversation, String text) {
        from.rest()
                .post(
                        "/conversations/" + conversation + "/messages",
                        new JsonObject().put("ref", text.substring(0, 5)).put("text", text))
                .expect(201);
    }

    private static void settings(WebUser ann, Shots shots) {
        ann.visit("settings");
        shots.take("settings");
        ann.page().getByLabel("Enter sends").scrollIntoViewIfNeeded();
        ann.page().getByLabel("한국어").check();
        assertThat(ann.page().getByText("이 브라우저")).isVisible();
        shots.take("settings-korean");
        ann.page().getByLabel("English").check();
        ann.visit("devices");
        assertThat(ann.page().getByText("this device")).isVisible();
        shots.take("devices");
        ann.visit("");
        ann.row(GROUP).hover();
        ann.button("Options for " + GROUP).click();
        shots.take("list-menu");
    }
}
