package dev.parley.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The states of a chat without violations of axe-core, light and dark, on a phone and a desk, written to {@code target/screenshots}. */
class ChatScreenshotsIT extends OnStage {
    private static final String GROUP = "Summer in the Dolomites";
    private static final List<String> NEWS = List.of(
            "Yes! Sorry, I was on a train without a network.",
            "The hut has room for all of us on Saturday night.",
            "They want to know by tomorrow whether we take the half board. It is soup, something warm, and a cake afterwards.",
            "I would take it.",
            "Rain on Friday, they say, but it clears up in the evening.",
            "So the long way round the lake first, and the ridge on Sunday?",
            "Seo-yeon brings the stove, and I have gas for two days.",
            "Who has the map?",
            "Found it. It was in my other bag all the time.",
            "The train back leaves at 17:40 from platform 2. There is a later one, but one has to change twice and it gets in after midnight.",
            "Say when you are home",
            "and sleep well.");

    @ParameterizedTest
    @MethodSource("dev.parley.it.View#chosen")
    void showsEveryStateOfAChat(View view) {
        Scene scene = Scene.of(view);
        scene.talks();
        scene.repliesAndEdits();
        scene.picks();
        scene.isRefused();
        scene.finds();
        scene.comesBack();
    }

    /** Ann at her screen, and two who write to her. */
    private record Scene(View view, WebUser ann, String username, Device seo, Device max, String group) {
        static Scene of(View view) {
            String username = view.username("ann");
            WebUser ann = view.visitor(stage).signUp(username, "Ann Archer");
            Device seo = named(view.username("seoyeon"), "김서연");
            Device max = named(view.username("max"), "Maximiliana Alexandrowna von und zu Hohenfels-Schwarzenberg");
            return new Scene(view, ann, username, seo, max, stage.group(seo, GROUP, username, max.username()));
        }

        private static Device named(String username, String name) {
            Device device = stage.device(username);
            device.rest()
                    .patch("/users/me", new JsonObject().put("displayName", name))
                    .expect(200);
            return device;
        }

        void talks() {
            ann.pick(GROUP);
            String plan = stage.say(seo, group, "Shall we take the train on Friday? It leaves at 8:12.");
            JsonObject named = new JsonObject().put("text", "Perfect. @" + username + ", can you bring the map?");
            named.put("replyTo", plan).put("mentions", new JsonArray().add(stage.idOf(seo, username)));
            stage.send(max, group, named);
            stage.send(
                    seo,
                    group,
                    new JsonObject().put("text", "أراكم يوم الجمعة إن شاء الله").put("replyTo", plan));
            stage.say(max, group, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten".repeat(3));
            assertThat(ann.message("Donaudampf")).isVisible();
            ann.act("can you bring the map", "Reply");
            ann.say("Of course!");
            ann.say("And somthing to eat");
            assertThat(ann.message("And somthing to eat")).containsText("Sent");
            ann.act("And somthing to eat", "Edit");
            ann.compose().fill("And something to eat");
            ann.compose().press("Enter");
            ann.say("oops, wrong chat");
            assertThat(ann.message("oops")).containsText("Sent");
            ann.act("oops, wrong chat", "Delete");
            shoot("chat-delete");
            ann.button("Delete").click();
            assertThat(ann.message("Message deleted")).containsText("Sent");
            assertThat(ann.message("something to eat")).containsText("edited");
            shoot("group-chat");
        }

        void repliesAndEdits() {
            ann.act("Shall we take the train", "Reply");
            ann.compose().fill("Lunch sounds good.\nI will book a table\nfor three.");
            shoot("chat-reply");
            ann.page().keyboard().press("Escape");
            ann.compose().fill("");
            ann.compose().press("ArrowUp");
            shoot("chat-edit");
            ann.page().keyboard().press("Escape");
            ann.menuOf("Of course!", () -> shoot("chat-menu"));
            ann.act("Of course!", "Read by");
            assertThat(ann.dialog()).containsText("김서연");
            shoot("chat-readers");
            ann.button("Close").click();
        }

        void picks() {
            ann.compose().fill("What about it, @");
            assertThat(ann.offered()).hasCount(2);
            shoot("chat-mention");
            ann.compose().fill("");
            ann.button("Emoji").click();
            shoot("chat-emoji");
            ann.page().keyboard().press("Escape");
            ann.head().getByLabel("Go to a day").click();
            shoot("chat-day");
            ann.button("Close").click();
            ann.page().keyboard().press("Control+/");
            shoot("keys");
            ann.button("Close").click();
            ann.compose().fill("x".repeat(100_012));
            assertThat(ann.page().getByText("12 characters too many")).isVisible();
            shoot("chat-too-long");
            ann.compose().fill("");
        }

        void isRefused() {
            max.rest()
                    .put("/blocks/" + stage.idOf(max, username), new JsonObject())
                    .expect(204);
            ann.page().navigate(ann.url() + "/#/c/" + stage.chat(max, username));
            ann.say("Are you still coming?");
            assertThat(ann.message("Are you still coming?")).containsText("Discard");
            shoot("chat-failed");
            max.rest().delete("/blocks/" + stage.idOf(max, username)).expect(204);
            ann.message("Are you still coming?").getByText("Try again").click();
            assertThat(ann.message("Are you still coming?")).containsText("Sent");
        }

        void finds() {
            backToList();
            ann.search().fill("er");
            assertThat(ann.page().locator("mark").first()).isVisible();
            shoot("search-messages");
            ann.search().fill("");
        }

        /** To more than fits on the screen. */
        void comesBack() {
            ann.pick(GROUP);
            String chat = stage.chat(max, username);
            NEWS.forEach(text -> stage.say(max, chat, text));
            backToList();
            assertThat(ann.row("Maximiliana")).containsText(NEWS.size() + " unread messages");
            ann.pick("Maximiliana");
            assertThat(ann.page().locator(".new")).isVisible();
            shoot("chat-new-messages");
        }

        /** On a phone the chat hides it. */
        private void backToList() {
            if (ann.page().locator(".back").isVisible()) {
                ann.page().locator(".back").click();
            }
        }

        /** Takes a picture, and looks for what shuts people out. */
        private void shoot(String screen) {
            new Shots(ann, view).take(screen);
        }
    }
}
