package dev.parley.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Where one writes in the web client, and what keys do. */
class WebComposerIT extends OnStage {
    private static final int MOST = 100_000;
    private static final String PASTE =
            """
            text => {
              const field = document.querySelector('#compose');
              field.focus();
              document.execCommand('insertText', false, text);
            }
            """;

    @Test
    void sendsWhatFitsAndKeepsWhatDoesNot() {
        Device ben = stage.device("ben");
        WebUser ann = stage.user("ann", "Ann");
        ann.chatWith("ben");
        String most = "🦊" + "word ".repeat(MOST / 5 - 1) + "last";

        ann.page().evaluate(PASTE, most + "!!!");
        assertThat(ann.page().getByText("3 characters too many. Shorten it")).isVisible();
        assertThat(ann.button("Send")).isDisabled();
        ann.compose().press("Enter");
        assertThat(ann.compose()).hasValue(most + "!!!");
        assertThat(ann.messages()).hasCount(0);
        ann.compose().press("End");
        for (int i = 0; i < 3; i++) {
            ann.compose().press("Backspace");
        }
        assertThat(ann.page().getByText("0 characters left")).isVisible();
        ann.compose().press("Enter");

        assertThat(ann.message("Show all")).containsText("Sent");
        String sent = ben.history(stage.chat(ben, "ann")).get(0).getString("text");
        assertThat(sent).isEqualTo(most);
        ann.button("Show all").click();
        assertThat(ann.said("🦊")).hasText(most);
    }

    @Test
    void keepsADraftOfEachChatOverAReload() {
        Device cat = stage.device("cat");
        Device dan = stage.device("dan");
        WebUser eva = stage.user("eva", "Eva");
        String question = stage.say(cat, stage.chat(cat, "eva"), "a question");
        stage.say(dan, stage.chat(dan, "eva"), "hello");
        eva.pick("cat");
        eva.act("a question", "Reply");
        eva.compose().pressSequentially("half an ans");
        eva.pick("dan");
        assertThat(eva.compose()).hasValue("");
        eva.compose().fill("line one\nline two");
        assertThat(eva.row("cat")).containsText("Draft: half an ans");

        eva.page().reload();

        assertThat(eva.compose()).hasValue("line one\nline two");
        eva.pick("cat");
        assertThat(eva.compose()).hasValue("half an ans");
        assertThat(eva.banner()).containsText("a question");
        eva.compose().pressSequentially("wer");
        eva.compose().press("Enter");
        assertThat(eva.message("half an answer")).containsText("Sent");
        assertThat(cat.history(stage.chat(cat, "eva")).get(1).getString("replyTo"))
                .isEqualTo(question);
        eva.page().reload();
        assertThat(eva.message("half an answer")).isVisible();
        assertThat(eva.compose()).hasValue("");
    }

    @Test
    void forgetsDraftsWhenSomebodyLogsOut() {
        stage.device("fay");
        WebUser gus = stage.user("gus", "Gus");
        gus.chatWith("fay");
        gus.compose().fill("nobody else shall read this");

        gus.logOut();

        assertThat((String) gus.page().evaluate("JSON.stringify({...localStorage})"))
                .doesNotContain("nobody else");
    }

    @Test
    void goesEverywhereByKeys() {
        Device hal = stage.device("hal");
        Device ida = stage.device("ida");
        WebUser jon = stage.user("jon", "Jon");
        stage.say(ida, stage.chat(ida, "jon"), "from ida");
        String chat = stage.chat(hal, "jon");
        stage.say(hal, chat, "first thing");
        stage.say(hal, chat, "second thing");
        assertThat(jon.row("hal")).containsText("second thing");
        Keyboard keys = jon.page().keyboard();

        keys.press("Control+k");
        keys.type("hal");
        assertThat(jon.page().locator("a.conversation")).hasCount(1);
        keys.press("ArrowDown");
        keys.press("Enter");
        assertThat(jon.compose()).isFocused();
        keys.type("on my way");
        keys.press("Enter");
        assertThat(jon.message("on my way")).containsText("Sent");
        keys.press("ArrowUp");
        assertThat(jon.banner()).containsText("on my way");
        keys.press("End");
        keys.type(" now");
        keys.press("Enter");
        assertThat(jon.message("on my way now")).containsText("edited");

        jon.page().locator(".scroller").focus();
        keys.press("ArrowUp");
        keys.press("ArrowUp");
        assertThat(jon.message("second thing")).isFocused();
        keys.press("ArrowUp");
        keys.press("r");
        assertThat(jon.compose()).isFocused();
        assertThat(jon.banner()).containsText("first thing");
        keys.press("Escape");
        assertThat(jon.banner()).not().isVisible();

        jon.page().locator(".scroller").focus();
        keys.press("ArrowUp");
        keys.press("Enter");
        keys.press("ArrowUp");
        keys.press("Enter");
        assertThat(jon.dialog()).containsText("Delete this message?");
        keys.press("Escape");
        assertThat(jon.dialog()).not().isVisible();
        assertThat(jon.message("on my way now")).isFocused();
        keys.press("Escape");
        assertThat(jon.compose()).isFocused();

        keys.press("Alt+ArrowDown");
        assertThat(jon.head()).containsText("ida");
        assertThat(jon.compose()).isFocused();
        keys.press("Control+/");
        assertThat(jon.dialog()).containsText("Chat above, chat below");
        keys.press("Escape");
        assertThat(jon.compose()).isFocused();
    }

    @Test
    void makesLinesAndTakesEmoji() {
        Device kim = stage.device("kim");
        WebUser lea = stage.user("lea", "Lea");
        lea.chatWith("kim");

        lea.compose().pressSequentially("one");
        lea.compose().press("Shift+Enter");
        lea.compose().pressSequentially("two ");
        lea.button("Emoji").click();
        lea.button("😀").click();
        lea.page().keyboard().press("ArrowRight");
        lea.page().keyboard().press("Enter");
        lea.page().keyboard().press("Escape");
        assertThat(lea.compose()).isFocused();
        assertThat(lea.compose()).hasValue("one\ntwo 😀😃");
        lea.compose().press("Control+z");
        assertThat(lea.compose()).hasValue("one\ntwo 😀");
        lea.compose().press("Enter");

        assertThat(lea.message("one")).containsText("Sent");
        assertThat(kim.history(stage.chat(kim, "lea")).get(0).getString("text")).isEqualTo("one\ntwo 😀");
    }

    @Test
    void findsChatsPeopleAndMessages() {
        Device mia = stage.device("mia");
        WebUser ned = stage.user("ned", "Ned");
        String chat = stage.chat(mia, "ned");
        stage.say(mia, chat, "the password is Swordfish");
        for (int i = 0; i < 90; i++) {
            stage.say(mia, chat, "filler " + i);
        }
        stage.group(mia, "Fishing", "ned");
        stage.device("finfisher");
        stage.send(mia, chat, new JsonObject().put("text", "done"));
        ned.chatWith("mia");
        ned.button("To the newest message").click();
        assertThat(ned.message("done")).isVisible();
        ned.page().locator(".scroller").hover();
        ned.scrollUpTo("Swordfish");

        ned.search().fill("fish");
        assertThat(ned.row("Fishing")).isVisible();
        assertThat(ned.button("Find @fish")).isVisible();
        assertThat(ned.page().locator("mark")).hasText("fish");
        ned.button("To the newest message").click();
        assertThat(ned.said("Swordfish")).not().isInViewport();
        ned.page().locator("a.conversation:has(mark)").click();

        assertThat(ned.said("Swordfish")).isInViewport();
    }
}
