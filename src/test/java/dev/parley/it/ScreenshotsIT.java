package dev.parley.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every screen, and the page of the contract, light and dark, on a phone and a desk, written to {@code target/screenshots} for people to look at. */
class ScreenshotsIT extends OnStage {
    private static final List<String> NAMES = List.of(
            "Benedikt Özgür",
            "Maximiliana Alexandrowna von und zu Hohenfels-Schwarzenberg",
            "김서연",
            "Q",
            "ليلى حداد",
            "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren");

    @ParameterizedTest
    @MethodSource("dev.parley.it.View#chosen")
    void showsEveryScreen(View view) {
        WebUser ann = view.visitor(stage);
        Shots shots = new Shots(ann, view);
        String username = view.username("ann");
        signsUp(ann, username, shots);
        Device friend = talks(ann, username);
        chats(ann, friend, shots);
        looksAround(ann, shots);
        isInTrouble(ann, shots);
    }

    @ParameterizedTest
    @MethodSource("dev.parley.it.View#chosen")
    void showsTheConsole(View view) {
        String username = view.username("op");
        Device friend = stage.device(username + "_friend");
        stage.user(username, "Olga Orlov");
        WebUser operator =
                new WebUser(view.visitor(stage).page(), stage.parley().ops()).open();
        say(friend, username, "r", "Are you watching?");
        assertThat(operator.page().locator("#summary")).hasText("1 node, all ready");
        assertThat(operator.page().locator("#figures")).containsText("1 of 50,000");
        assertThat(operator.page().locator(".figure").nth(1)).not().containsText("–");
        operator.fill("Username or id", username);
        operator.button("Look up").click();
        assertThat(operator.page().locator("#found")).containsText("Olga Orlov");
        assertThat(operator.page().locator("#found tbody tr")).hasCount(1);
        Shots shots = new Shots(operator, view);
        shots.take("console");
        operator.page().locator("#nodes button").click();
        assertThat(operator.dialog()).containsText("1 client");
        shots.take("console-drain");
        operator.button("Cancel").click();
        assertThat(operator.dialog()).not().isVisible();
    }

    private static void signsUp(WebUser ann, String username, Shots shots) {
        ann.open();
        assertThat(ann.button("Log in")).isVisible();
        shots.take("log-in");
        ann.logIn("nobody", "wrong password");
        assertThat(ann.page().getByText("do not go together")).isVisible();
        shots.take("log-in-refused");
        ann.signUp(username, "Ann Archer");
        assertThat(ann.page().getByText("No chats yet")).isVisible();
        shots.take("no-chats");
    }

    /** Others write to her; she answers the first of them. */
    private static Device talks(WebUser ann, String username) {
        Device first = null;
        for (int i = NAMES.size() - 1; i >= 0; i--) {
            first = Device.signUp(stage.parley().api(), username + i);
            first.rest()
                    .patch("/users/me", new JsonObject().put("displayName", NAMES.get(i)))
                    .expect(200);
            say(first, username, "r" + i, "Hello Ann, this is " + NAMES.get(i) + ". Are you there?");
            assertThat(ann.row(NAMES.get(i))).isVisible();
        }
        return first;
    }

    private static void say(Device from, String to, String ref, String text) {
        String user =
                from.rest().get("/users?username=" + to).expect(200).body().getString("id");
        Device other = new Device(to, "", user, "", "", from.rest());
        JsonObject message = new JsonObject().put("ref", ref).put("text", text);
        from.rest()
                .post("/conversations/" + from.conversationWith(other) + "/messages", message)
                .expect(201);
    }

    private static void chats(WebUser ann, Device friend, Shots shots) {
        shots.take("list");
        String me = friend.username().replaceFirst("0$", "");
        ann.pick(NAMES.get(0));
        ann.say(
                "Yes, I am! Have a look at https://example.org/a/rather/long/address?that=goes&on=and-on-and-on-and-on-and-on");
        say(friend, me, "d", "Lorem ipsum dolor sit amet, consectetur adipiscing elit. ".repeat(60));
        assertThat(ann.message("Lorem ipsum")).isVisible();
        ann.say("It says:\n\n  1. one\n  2. two");
        say(friend, me, "a", "<b>Bold</b> is not bold here, and that is well so 👍");
        say(friend, me, "b", "مرحبا، كيف حالك؟");
        say(friend, me, "c", "W".repeat(140));
        say(friend, me, "e", "Ends here.");
        assertThat(ann.message("Ends here.")).isVisible();
        ann.say("Good.");
        assertThat(ann.message("Good.")).containsText("Sent");
        shots.take("chat");
    }

    private static void looksAround(WebUser ann, Shots shots) {
        ann.compose().fill("Something longer that is not sent yet,\nin two lines");
        shots.take("chat-writing");
        ann.compose().fill("");
        boolean phone = ann.page().locator(".back").isVisible();
        if (phone) {
            ann.page().locator(".back").click();
        }
        ann.button("Menu").click();
        shots.take("menu");
        ann.page().keyboard().press("Escape");
        ann.search().fill("max");
        shots.take("search");
        ann.search().fill("");
        ann.row(NAMES.get(1)).click();
        assertThat(ann.message("Are you there?")).isVisible();
        shots.take("chat-long-name");
    }

    private static void isInTrouble(WebUser ann, Shots shots) {
        ann.page().context().setOffline(true);
        ann.compose().fill("Written in a tunnel");
        ann.compose().press("Enter");
        assertThat(ann.message("Written in a tunnel")).containsText("Sending");
        assertThat(ann.connection()).containsText("You are offline");
        shots.take("offline");
        ann.page().context().setOffline(false);
        assertThat(ann.message("Written in a tunnel")).containsText("Sent");
        WebUser other =
                new WebUser(ann.page().context().newPage(), stage.parley().api()).open();
        other.isSignedIn();
        assertThat(ann.connection()).containsText("open in another tab");
        shots.take("elsewhere");
    }

    @ParameterizedTest
    @MethodSource("dev.parley.it.View#chosen")
    void showsTheContract(View view) {
        WebUser reader = view.visitor(stage);
        Page page = reader.page();
        page.navigate(reader.url().resolve("/docs").toString());
        assertThat(page.getByRole(AriaRole.HEADING, heading("REST"))).isVisible();
        page.keyboard().press("/");
        page.keyboard().type("typing active");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("2 found");
        assertThat(page.locator("article")).hasCount(2);
        new Shots(reader, view).take("contract");
        page.keyboard().press("Escape");
        page.keyboard().type("zebra");
        assertThat(page.getByText("Nothing has all of these words.")).isVisible();
        page.keyboard().press("Escape");
        page.navigate(reader.url().resolve("/docs#rest-type-Annotations").toString());
        assertThat(page.locator("#rest-type-Annotations")).containsText("at most 8 fields");
        new Shots(reader, view).take("contract-type");
    }

    private static Page.GetByRoleOptions heading(String text) {
        return new Page.GetByRoleOptions().setName(text).setExact(true);
    }
}
