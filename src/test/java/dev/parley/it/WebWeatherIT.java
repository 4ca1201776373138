package dev.parley.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The web client while servers die, networks go, and more devices come. */
class WebWeatherIT extends OnStage {
    @Test
    void losesAndDoublesNothingWhenTheServerIsKilledWhileSomebodyWrites() throws InterruptedException {
        Device ben = stage.device("ben");
        WebUser ann = stage.user("ann", "Ann");
        ann.chatWith("ben");
        for (int i = 0; i < 8; i++) {
            if (i == 3) {
                stage.parley().kill();
            }
            ann.say("message " + i);
            if (i == 0) {
                assertThat(ann.message("message 0")).containsText("Sent");
            }
        }
        ann.compose().pressSequentially("written meanwhile");
        assertThat(ann.connection()).containsText(Pattern.compile("No connection. Trying again in \\d+ s"));
        assertThat(ann.message("message 7")).containsText("Sending");
        stage.parley().start();

        assertThat(ann.message("message 7")).containsText("Sent");
        assertThat(ann.compose()).hasValue("written meanwhile");
        ann.compose().press("Enter");
        assertThat(ann.message("written meanwhile")).containsText("Sent");
        List<String> expected =
                IntStream.range(0, 8).mapToObj(i -> "message " + i).toList();
        assertThat(texts(ben, stage.chat(ben, "ann")))
                .startsWith(expected.toArray(String[]::new))
                .hasSize(expected.size() + 1);
    }

    @Test
    void sendsEditsAndCatchesUpAfterATunnel() {
        Device dan = stage.device("dan");
        WebUser cat = stage.user("cat", "Cat");
        String chat = stage.chat(dan, "cat");
        cat.chatWith("dan");
        cat.say("before the tunnel");
        assertThat(cat.message("before the tunnel")).containsText("Sent");
        cat.page().context().setOffline(true);
        assertThat(cat.connection()).containsText("You are offline");
        stage.say(dan, chat, "are you there?");
        cat.act("before the tunnel", "Edit");
        cat.compose().fill("before the long tunnel");
        cat.compose().press("Enter");
        assertThat(cat.message("before the long tunnel")).containsText("edited");
        cat.say("in the tunnel");
        assertThat(cat.message("in the tunnel")).containsText("Sending");
        cat.page().context().setOffline(false);

        assertThat(cat.message("in the tunnel")).containsText("Sent");
        assertThat(cat.message("are you there?")).isVisible();
        assertThat(cat.messages()).hasCount(3);
        assertThat(texts(dan, chat)).containsExactly("before the long tunnel", "are you there?", "in the tunnel");
    }

    @Test
    void anOperatorDrainsTheNodeFromTheConsole() throws InterruptedException {
        WebUser ida = stage.user("ida", "Ida");
        WebUser operator = new WebUser(stage.chromium().page(), stage.parley().ops()).open();
        operator.page().locator("#nodes button").click();
        operator.confirm("Drain");
        assertThat(operator.page().locator("#nodes")).containsText("draining");
        assertThat(operator.page().locator("#summary")).hasText("1 node, 1 not ready");
        assertThat(ida.connection()).containsText("No connection");
        stage.parley().kill();
        assertThat(operator.page().locator("#trouble")).containsText("This node does not answer");

        stage.parley().start();
        assertThat(operator.page().locator("#summary")).hasText("1 node, all ready");
        assertThat(operator.page().locator("#trouble")).not().isVisible();
        assertThat(ida.connection()).not().isVisible();
    }

    @Test
    void aDeviceThatComesLaterCatchesUpAndStaysInStep() {
        Device fay = stage.device("fay");
        WebUser desk = stage.user("eva", "Eva");
        String chat = stage.chat(fay, "eva");
        desk.chatWith("fay");
        desk.say("from the desk");
        desk.say("a slip");
        assertThat(desk.message("a slip")).containsText("Sent");
        desk.act("a slip", "Delete");
        desk.button("Delete").click();
        JsonObject read = new JsonObject().put("id", stage.say(fay, chat, "from fay"));
        assertThat(desk.message("from fay")).isVisible();
        fay.rest().put("/conversations/" + chat + "/read", read).expect(204);
        assertThat(desk.message("from the desk")).containsText("Read");

        WebUser phone = stage.elsewhere("eva");
        phone.pick("fay");
        assertThat(phone.messages()).containsText(new String[] {"from the desk", "Message deleted", "from fay"});
        assertThat(phone.message("from the desk")).containsText("Read");
        phone.act("from fay", "Reply");
        phone.say("from the phone");
        assertThat(desk.message("from the phone").locator(".quote")).containsText("from fay");
        desk.say("and from the desk again");

        assertThat(phone.message("and from the desk again")).isVisible();
        assertThat(phone.messages()).hasCount(5);
        assertThat(desk.messages()).hasCount(5);
    }

    @Test
    void opensWithAllThatIsKnownWhenTheServerIsGone() throws InterruptedException {
        stage.device("hal");
        WebUser gus = stage.user("gus", "Gus");
        gus.chatWith("hal");
        gus.say("before the night");
        assertThat(gus.message("before the night")).containsText("Sent");
        gus.page().waitForFunction("() => caches.match('./')");
        stage.parley().kill();

        gus.page().reload();
        assertThat(gus.row("hal")).containsText("before the night");
        assertThat(gus.connection()).containsText("No connection");
        gus.say("written in the night");
        stage.parley().start();

        assertThat(gus.message("written in the night")).containsText("Sent");
        assertThat(gus.messages()).hasCount(2);
    }

    private static List<String> texts(Device device, String chat) {
        return device.history(chat).stream()
                .filter(one -> one.getString("kind").equals("text"))
                .map(one -> one.getString("text"))
                .toList();
    }
}
