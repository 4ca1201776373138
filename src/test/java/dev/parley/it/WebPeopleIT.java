package dev.parley.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Friends, blocks, profiles, settings and devices in the web client. */
class WebPeopleIT extends OnStage {
    private static final String PICTURE = "https://pictures.example/eva.svg";
    private static final String SVG =
            "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'><rect width='8' height='8' fill='red'/></svg>";

    @Test
    void aRequestIsSeenAtOnceAndMakesFriendsWhoSeeEachOther() {
        WebUser ann = stage.user("ann", "Ann");
        WebUser ben = stage.user("ben", "Ben");
        ben.visit("people");
        ann.profileOf("ben");
        ann.button("Add friend").click();
        assertThat(ann.page().getByText("You asked for friendship")).isVisible();
        assertThat(ben.person("Ann")).isVisible();
        assertThat(ben.page().locator(".menu-dot")).isVisible();

        ben.person("Ann").getByText("Accept").click();
        assertThat(ann.page().getByText("You are friends")).isVisible();
        ann.visit("people");
        assertThat(ann.person("Ben")).containsText("online");
        assertThat(ben.person("Ann")).containsText("online");
        assertThat(ben.page().locator(".menu-dot")).not().isVisible();

        ann.person("Ben").locator("a").click();
        ann.button("Remove friend").click();
        ann.confirm("Remove friend");
        assertThat(ann.button("Add friend")).isVisible();
        assertThat(ben.page().getByText("No friends yet")).isVisible();
    }

    @Test
    void twoWhoAskEachOtherAreFriends() {
        WebUser cat = stage.user("cat", "Cat");
        WebUser dan = stage.user("dan", "Dan");
        cat.profileOf("dan");
        dan.profileOf("cat");

        cat.button("Add friend").click();
        assertThat(dan.page().getByText("Cat asks for your friendship")).isVisible();
        dan.button("Accept").click();

        assertThat(cat.page().getByText("You are friends")).isVisible();
        assertThat(dan.page().getByText("You are friends")).isVisible();
    }

    @Test
    void aRequestCanBeDeclinedAndTakenBack() {
        WebUser eli = stage.user("eli", "Eli");
        WebUser fay = stage.user("fay", "Fay");
        fay.visit("people");
        eli.profileOf("fay");
        eli.button("Add friend").click();
        assertThat(fay.person("Eli")).isVisible();
        eli.button("Take request back").click();
        assertThat(fay.person("Eli")).not().isVisible();

        eli.button("Add friend").click();
        fay.person("Eli").getByText("Decline").click();
        assertThat(fay.person("Eli")).not().isVisible();
        eli.page().reload();
        assertThat(eli.button("Add friend")).isVisible();
    }

    @Test
    void whoIsBlockedSeesNeitherPresenceNorAWayToWrite() {
        WebUser gus = stage.user("gus", "Gus");
        WebUser hal = stage.user("hal", "Hal");
        gus.chatWith("hal");
        gus.say("hello");
        assertThat(gus.head()).containsText("online");
        hal.profileOf("gus");
        hal.button("Add friend").click();
        gus.profileOf("hal");
        gus.button("Accept").click();
        gus.pick("Hal");
        assertThat(gus.row("Hal").locator(".presence-dot")).isVisible();

        hal.button("Block").click();
        hal.confirm("Block");
        assertThat(hal.page().getByText("You have blocked this person")).isVisible();
        assertThat(gus.row("Hal").locator(".presence-dot")).not().isVisible();
        assertThat(gus.head()).not().containsText("online");
        gus.say("are you there?");
        assertThat(gus.message("are you there?")).containsText("One of you blocks the other");

        hal.visit("people");
        hal.person("Gus").getByText("Unblock").click();
        assertThat(hal.person("Gus")).not().isVisible();
        gus.button("Try again").click();
        assertThat(gus.message("are you there?")).containsText("Sent");
    }

    @Test
    void aDeviceThatIsRevokedIsSignedOut() {
        WebUser ida = stage.user("ida", "Ida");
        WebUser elsewhere = stage.elsewhere("ida");
        ida.visit("devices");
        assertThat(ida.page().locator(".device")).hasCount(2);
        Axe.check(ida.page());

        ida.page().locator(".device").last().getByText("Sign out").click();
        ida.confirm("Sign out");

        assertThat(elsewhere.page().getByText("logged out from another one")).isVisible();
        assertThat(ida.page().locator(".device")).hasCount(1);
        assertThat(ida.page().locator(".device")).containsText("this device");
    }

    @Test
    void aProfileIsShownToOthersWithItsPicture() {
        WebUser eva = stage.user("eva", "Eva");
        eva.visit("settings");
        eva.page().route(PICTURE, WebPeopleIT::paint);
        eva.fill("Name that others see", "Eva Luna");
        eva.fill("About you", "Writes <b>stories</b>.");
        eva.fill("Address of a picture", "no link");
        eva.button("Save").click();
        assertThat(eva.page().getByText("This is no link to a picture")).isVisible();
        eva.fill("Address of a picture", PICTURE);
        eva.button("Save").click();
        assertThat(eva.page().getByText("Saved")).isVisible();

        WebUser jon = stage.user("jon", "Jon");
        jon.page().route(PICTURE, WebPeopleIT::paint);
        jon.profileOf("eva");
        assertThat(jon.page().locator(".card-name")).hasText("Eva Luna");
        assertThat(jon.page().locator(".card-about")).hasText("Writes <b>stories</b>.");
        jon.page().waitForFunction("() => document.querySelector('.avatar.large img')?.naturalWidth === 8");
    }

    private static void paint(Route route) {
        route.fulfill(new Route.FulfillOptions().setContentType("image/svg+xml").setBody(SVG));
    }

    @Test
    void settingsAreKeptAndMeanWhatTheySay() {
        WebUser kim = stage.user("kim", "Kim");
        Device lea = stage.device("lea");
        kim.visit("settings");
        kim.change("users/me", () -> kim.page().getByLabel("Nobody").check());
        kim.change(
                "users/me", () -> kim.page().getByLabel("Show what I have read").uncheck());
        kim.page().getByLabel("Enter sends").uncheck();
        kim.page().getByLabel("Dark").check();
        kim.page().reload();

        assertThat(kim.page().getByLabel("Nobody")).isChecked();
        assertThat(kim.page().getByLabel("Show what I have read")).not().isChecked();
        assertThat(kim.page().locator("html")).hasAttribute("data-theme", "dark");
        assertThat(presence(lea, "kim")).isEqualTo("offline");
        kim.chatWith("lea");
        kim.compose().pressSequentially("one\ntwo");
        assertThat(kim.compose()).hasValue("one\ntwo");
    }

    @Test
    void aChangeOfTheProfileShowsOnOtherDevicesAtOnce() {
        WebUser mae = stage.user("mae", "Mae");
        WebUser phone = stage.elsewhere("mae");
        phone.visit("settings");
        assertThat(phone.page().getByLabel("Everyone")).isChecked();

        mae.visit("settings");
        mae.page().getByLabel("Nobody").check();
        mae.fill("Name that others see", "Mae West");
        mae.button("Save").click();

        assertThat(phone.page().getByLabel("Nobody")).isChecked();
        assertThat(phone.page().getByLabel("Name that others see")).hasValue("Mae West");
    }

    private static String presence(Device asker, String username) {
        return asker.rest()
                .get("/presence?users=" + stage.idOf(asker, username))
                .expect(200)
                .body()
                .getJsonArray("presence")
                .getJsonObject(0)
                .getString("status");
    }

    @Test
    void aChatIsMutedAndPinnedOnAllDevices() {
        WebUser mia = stage.user("mia", "Mia");
        Device ned = stage.device("ned");
        stage.device("olga");
        mia.chatWith("ned");
        mia.say("first");
        mia.chatWith("olga");
        assertThat(mia.head()).containsText("olga");
        mia.say("second");
        mia.change("conversations/", () -> mia.choose("ned", "Pin"));
        assertThat(mia.page().locator("a.conversation").first()).containsText("ned");
        mia.change("conversations/", () -> mia.choose("ned", "Mute"));
        assertThat(mia.row("ned").locator("svg")).hasCount(2);

        Device phone = stage.another("mia");
        String chat = phone.conversationWith(ned);
        assertThat(phone.rest()
                        .get("/conversations?pinned=true")
                        .expect(200)
                        .body()
                        .getJsonArray("conversations"))
                .hasSize(1);
        phone.rest()
                .patch(
                        "/conversations/" + chat,
                        new JsonObject().put("pinned", false).put("muted", false))
                .expect(200);
        assertThat(mia.page().locator("a.conversation").first()).containsText("olga");
        assertThat(mia.row("ned").locator("svg")).hasCount(0);
    }

    @Test
    void theKeyboardGoesEverywhere() {
        WebUser pat = stage.user("pat", "Pat");
        Page page = pat.page();
        pat.search().focus();
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Enter");
        for (int i = 0; i < 3; i++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Tab");
        page.keyboard().press("Shift+Tab");
        assertThat(page.locator("a.menu-link:focus")).hasText("Settings");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1:focus")).hasText("Settings");
        page.keyboard().press("Escape");
        assertThat(page.getByText("Pick a chat")).isVisible();
    }

    @Test
    void whatIsKnownOfPeopleShowsWithoutANetwork() {
        WebUser quin = stage.user("quin", "Quin");
        Device rex = stage.device("rex");
        Device me = stage.another("quin");
        rex.rest()
                .post("/friends/requests", new JsonObject().put("userId", me.user()))
                .expect(204);
        me.rest()
                .post("/friends/requests/" + rex.user() + "/accept", new JsonObject())
                .expect(204);
        quin.visit("people");
        assertThat(quin.person("rex")).isVisible();

        quin.page().route("**/api/v1/friends", Route::abort);
        quin.page().route("**/api/v1/blocks", Route::abort);
        quin.page().reload();

        assertThat(quin.person("rex")).isVisible();
        assertThat(quin.page().locator(".problem:visible")).containsText("server cannot be reached");
    }
}
