package dev.parley.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be done with messages in the web client. */
class WebConversationIT extends OnStage {
    @Test
    void answersAMessageAndJumpsToTheOneThatIsAnswered() {
        Device ben = stage.device("ben");
        WebUser ann = stage.user("ann", "Ann");
        String chat = stage.chat(ben, "ann");
        String question = stage.say(ben, chat, "what about Tuesday?");
        ann.pick("ben");
        ann.act("what about Tuesday?", "Reply");
        assertThat(ann.banner()).containsText("what about Tuesday?");
        ann.say("Tuesday is fine");

        assertThat(ann.message("Tuesday is fine").locator(".quote")).containsText("what about Tuesday?");
        assertThat(ann.banner()).not().isVisible();
        assertThat(ann.message("Tuesday is fine")).containsText("Sent");
        JsonObject answer = ben.history(chat).get(1);
        assertThat(answer.getString("replyTo")).isEqualTo(question);

        for (int i = 0; i < 150; i++) {
            stage.say(ben, chat, "line " + i);
        }
        stage.send(ben, chat, new JsonObject().put("text", "as I asked").put("replyTo", question));
        assertThat(ann.message("as I asked").locator(".quote")).containsText("what about Tuesday?");
        ann.page().reload();
        assertThat(ann.message("line 149")).isVisible();
        assertThat(ann.said("what about Tuesday?")).hasCount(0);
        ann.message("as I asked").locator(".quote").click();

        assertThat(ann.said("what about Tuesday?")).isInViewport();
        assertThat(ann.message("as I asked")).not().isVisible();
        ann.button("To the newest message").click();
        assertThat(ann.message("as I asked")).isInViewport();
    }

    @Test
    void editsAndDeletesForEverybodyAndForGood() {
        WebUser cat = stage.user("cat", "Cat");
        WebUser dan = stage.user("dan", "Dan");
        cat.chatWith("dan");
        cat.say("see you at fiev");
        cat.say("a secret");
        dan.pick("Cat");
        assertThat(dan.message("a secret")).isVisible();

        cat.act("see you at fiev", "Edit");
        assertThat(cat.compose()).hasValue("see you at fiev");
        cat.compose().fill("see you at five");
        cat.compose().press("Enter");
        cat.act("a secret", "Delete");
        cat.button("Delete").click();

        for (WebUser one : List.of(cat, dan)) {
            assertThat(one.message("see you at five")).containsText("edited");
            assertThat(one.page().getByText("Message deleted").last()).isVisible();
            assertThat(one.message("a secret")).hasCount(0);
            one.page().reload();
            assertThat(one.message("see you at five")).containsText("edited");
            assertThat(one.message("Message deleted")).isVisible();
            assertThat(one.message("a secret")).hasCount(0);
        }
        assertThat(dan.menuOf("see you at five"))
                .doesNotContain("Edit", "Delete")
                .contains("Reply", "Copy text");
        assertThat(cat.row("Dan")).containsText("Message deleted");
    }

    @Test
    void takesBackAnEditThatTheServerRefuses() {
        Device eva = stage.device("eva");
        WebUser fay = stage.user("fay", "Fay");
        fay.chatWith("eva");
        fay.say("as it was");
        assertThat(fay.message("as it was")).containsText("Sent");
        eva.rest().put("/blocks/" + stage.idOf(eva, "fay"), new JsonObject()).expect(204);

        fay.act("as it was", "Edit");
        fay.compose().fill("otherwise");
        fay.compose().press("Enter");
        assertThat(fay.message("as it was")).containsText("The change was not saved. One of you blocks the other.");
        fay.say("are you there?");
        assertThat(fay.message("are you there?")).containsText("One of you blocks the other.");

        fay.message("as it was").getByText("Discard").click();
        assertThat(fay.message("as it was")).not().containsText("Discard");
        eva.rest().delete("/blocks/" + stage.idOf(eva, "fay")).expect(204);
        fay.message("are you there?").getByText("Try again").click();
        assertThat(fay.message("are you there?")).containsText("Sent");
        assertThat(eva.history(stage.chat(eva, "fay")))
                .extracting(message -> message.getString("text"))
                .containsExactly("as it was", "are you there?");
    }

    @Test
    void anAdministratorDeletesWhatOthersSaidAndSeesWhoRead() {
        WebUser gus = stage.user("gus", "Gus");
        WebUser hal = stage.user("hal", "Hal");
        Device ida = stage.device("ida");
        String group = stage.group(ida, "Plans", "gus", "hal");
        ida.rest()
                .put(
                        "/groups/" + group.substring(2) + "/members/" + stage.idOf(ida, "gus"),
                        new JsonObject().put("role", "admin"))
                .expect(200);
        gus.pick("Plans");
        hal.pick("Plans");
        hal.say("too rude");
        assertThat(gus.message("too rude")).isVisible();
        assertThat(hal.message("too rude")).containsText("Sent");
        assertThat(hal.menuOf("too rude")).contains("Edit", "Delete", "Read by");

        gus.act("too rude", "Delete");
        gus.button("Delete").click();
        assertThat(hal.message("Message deleted")).isVisible();
        gus.say("be kind");
        assertThat(hal.message("be kind")).isVisible();
        assertThat(gus.message("be kind")).containsText("Read");
        gus.act("be kind", "Read by");

        assertThat(gus.dialog()).containsText(Pattern.compile("Hal.*Read", Pattern.DOTALL));
        assertThat(gus.dialog()).containsText(Pattern.compile("ida.*Sent", Pattern.DOTALL));
    }

    @Test
    void marksWhatIsSentDeliveredAndRead() {
        WebUser olga = stage.user("olga", "Olga");
        Device paul = stage.device("paul");
        olga.chatWith("paul");

        try (Socket socket = paul.connect(stage.parley().edge(), Optional.empty())) {
            olga.say("hello");
            String id = socket.awaitText("hello").getString("id");
            assertThat(olga.message("hello")).containsText("Sent");
            socket.frame(new JsonObject().put("type", "received").put("ids", new JsonArray().add(id)));
            assertThat(olga.message("hello")).containsText("Delivered");
            socket.frame(new JsonObject()
                    .put("type", "read")
                    .put("conversation", stage.chat(paul, "olga"))
                    .put("id", id));
            assertThat(olga.message("hello")).containsText("Read");
        }
    }

    @Test
    void namesPeopleWithAListToChooseFrom() {
        WebUser jon = stage.user("jon", "Jon");
        WebUser kim = stage.user("kimberley", "Kim Berley");
        Device lea = stage.device("leander");
        String group = stage.group(lea, "Names", "jon", "kimberley");
        jon.pick("Names");
        kim.pick("Names");

        jon.compose().pressSequentially("over to @");
        assertThat(jon.offered()).hasCount(2);
        jon.compose().pressSequentially("ber");
        assertThat(jon.offered()).hasCount(1);
        jon.compose().press("Enter");
        assertThat(jon.compose()).hasValue("over to @kimberley ");
        jon.compose().pressSequentially("and @lea");
        assertThat(jon.offered()).hasCount(1);
        strike(jon.compose(), "Tab", "Enter");

        assertThat(kim.message("over to").locator(".mention.me")).hasText("@kimberley");
        assertThat(jon.message("over to").locator(".mention")).hasCount(2);
        JsonObject said = lea.history(group).stream()
                .filter(one -> one.getString("kind").equals("text"))
                .findFirst()
                .orElseThrow();
        assertThat(said.getJsonArray("mentions").stream().map(String::valueOf))
                .containsExactlyInAnyOrder(stage.idOf(lea, "kimberley"), lea.user());
    }

    @Test
    void showsScriptsAndTextFromRightToLeftAsWhatTheyAre() {
        Device mia = stage.device("mia");
        WebUser ned = stage.user("ned", "Ned");
        String chat = stage.chat(mia, "ned");
        stage.say(mia, chat, "<script>document.title='owned'</script><b>bold</b>");
        String hebrew = stage.say(mia, chat, "שלום \u202Eabc עולם");
        stage.send(mia, chat, new JsonObject().put("text", "<i>answer</i>").put("replyTo", hebrew));

        assertThat(ned.row("mia")).containsText("<i>answer</i>");
        ned.pick("mia");
        assertThat(ned.message("<script>")).containsText("<b>bold</b>");
        assertThat(ned.message("<i>answer</i>").locator(".quote")).containsText("שלום");
        assertThat(ned.page().locator("article script, article b, article i")).hasCount(0);
        assertThat(ned.page()).hasTitle("Parley");
        assertThat(ned.said("שלום").evaluate("text => getComputedStyle(text).direction"))
                .isEqualTo("rtl");
    }

    @Test
    void tellsWhatIsNewAndNotifiesWhileNobodyLooks() {
        Device ona = stage.device("ona");
        try (Chromium whole = Chromium.startWhole()) {
            WebUser pat = new WebUser(whole.page(), stage.parley().api()).signUp("pat", "Pat");
            String chat = stage.chat(ona, "pat");
            stage.say(ona, chat, "old");
            pat.page().context().grantPermissions(List.of("notifications"));
            pat.pick("ona");
            assertThat(pat.button("Turn on")).isVisible();
            pat.button("Turn on").click();
            assertThat(pat.button("Turn on")).not().isVisible();
            pat.page().evaluate(LOOKS_AWAY);

            stage.say(ona, chat, "news");
            assertThat(pat.page()).hasTitle("(1) Parley");
            pat.page().waitForFunction(TOLD, "ona: news");
            stage.say(ona, chat, "more news");

            pat.page().waitForFunction(TOLD, "ona: more news");
            assertThat(pat.page().locator(".new")).hasCount(1);
            assertThat(pat.page().locator("li.row:has(.new) + li.row")).containsText("news");
            pat.page().evaluate(LOOKS_AGAIN);
            assertThat(pat.page()).hasTitle("Parley");
            pat.page().waitForFunction(TOLD, "");
        }
    }

    private static final String TOLD =
            """
            async told => {
              const registration = await navigator.serviceWorker.ready;
              const shown = await %s;
              return shown.map(({ title, body }) => `${title}: ${body}`).join() === told;
            }
            """
                    .formatted(PushWorker.NOTIFICATIONS);
    private static final String LOOKS_AWAY =
            """
            () => {
              document.hasFocus = () => false;
              window.dispatchEvent(new Event('blur'));
            }
            """;
    private static final String LOOKS_AGAIN =
            """
            () => {
              delete document.hasFocus;
              window.dispatchEvent(new Event('focus'));
            }
            """;

    /** Keys that follow so closely that the page is not painted in between. */
    private static void strike(Locator field, String... keys) {
        field.evaluate(
                """
                async (field, keys) => {
                  for (const key of keys) {
                    field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
                    await Promise.resolve();
                  }
                }""",
                List.of(keys));
    }
}
