package dev.parley.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The web client while servers die, networks go, and more devices come. */
class WebWeatherIT {
    @TempDir
    private Path folder;

    @Test
    void losesAndDoublesNothingWhenTheServerIsKilledWhileSomebodyWrites() throws InterruptedException {
        try (Stage stage = Stage.in(folder)) {
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
            assertThat(ann.connection()).containsText("No connection");
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
    }

    @Test
    void sendsEditsAndCatchesUpAfterATunnel() throws InterruptedException {
        try (Stage stage = Stage.in(folder)) {
            Device ben = stage.device("ben");
            WebUser ann = stage.user("ann", "Ann");
            String chat = stage.chat(ben, "ann");
            ann.chatWith("ben");
            ann.say("before the tunnel");
            assertThat(ann.message("before the tunnel")).containsText("Sent");
            ann.page().context().setOffline(true);
            assertThat(ann.connection()).containsText("You are offline");
            stage.say(ben, chat, "are you there?");
            ann.act("before the tunnel", "Edit");
            ann.compose().fill("before the long tunnel");
            ann.compose().press("Enter");
            assertThat(ann.message("before the long tunnel")).containsText("edited");
            ann.say("in the tunnel");
            assertThat(ann.message("in the tunnel")).containsText("Sending");
            ann.page().context().setOffline(false);

            assertThat(ann.message("in the tunnel")).containsText("Sent");
            assertThat(ann.message("are you there?")).isVisible();
            assertThat(ann.messages()).hasCount(3);
            assertThat(texts(ben, chat)).containsExactly("before the long tunnel", "are you there?", "in the tunnel");
        }
    }

    @Test
    void aDeviceThatComesLaterCatchesUpAndStaysInStep() throws InterruptedException {
        try (Stage stage = Stage.in(folder)) {
            Device ben = stage.device("ben");
            WebUser desk = stage.user("ann", "Ann");
            String chat = stage.chat(ben, "ann");
            desk.chatWith("ben");
            desk.say("from the desk");
            desk.say("a slip");
            assertThat(desk.message("a slip")).containsText("Sent");
            desk.act("a slip", "Delete");
            desk.button("Delete").click();
            stage.say(ben, chat, "from ben");
            assertThat(desk.message("from ben")).isVisible();

            WebUser phone = new WebUser(stage.chromium().page(), stage.parley().api()).open();
            phone.logIn("ann", WebUser.PASSWORD);
            phone.pick("ben");
            assertThat(phone.messages()).containsText(new String[] {"from the desk", "Message deleted", "from ben"});
            phone.act("from ben", "Reply");
            phone.say("from the phone");
            assertThat(desk.message("from the phone").locator(".quote")).containsText("from ben");
            desk.say("and from the desk again");

            assertThat(phone.message("and from the desk again")).isVisible();
            assertThat(phone.messages()).hasCount(5);
            assertThat(desk.messages()).hasCount(5);
        }
    }

    @Test
    void opensWithAllThatIsKnownWhenTheServerIsGone() throws InterruptedException {
        try (Stage stage = Stage.in(folder)) {
            stage.device("ben");
            WebUser ann = stage.user("ann", "Ann");
            ann.chatWith("ben");
            ann.say("before the night");
            assertThat(ann.message("before the night")).containsText("Sent");
            ann.page().waitForFunction("() => caches.match('./')");
            stage.parley().kill();

            ann.page().reload();
            assertThat(ann.row("ben")).containsText("before the night");
            assertThat(ann.connection()).containsText("No connection");
            ann.say("written in the night");
            stage.parley().start();

            assertThat(ann.message("written in the night")).containsText("Sent");
            assertThat(ann.messages()).hasCount(2);
        }
    }

    private static List<String> texts(Device device, String chat) {
        return device.history(chat).stream()
                .filter(one -> one.getString("kind").equals("text"))
                .map(one -> one.getString("text"))
                .toList();
    }
}
