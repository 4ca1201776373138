package dev.parley.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.MouseButton;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Somebody who uses the web client, by the names of what is on the screen. */
record WebUser(Page page, URI url) {
    static final String PASSWORD = "correct horse battery";
    private static final int MOST_TABS = 40;

    WebUser open() {
        page.navigate(url.toString());
        return this;
    }

    WebUser signUp(String username, String name) {
        open();
        button("Create account").click();
        fill("Username", username);
        fill("Name that others see", name);
        fill("Password", PASSWORD);
        button("Create account").click();
        isSignedIn();
        return this;
    }

    void logIn(String username, String password) {
        fill("Username", username);
        fill("Password", password);
        button("Log in").click();
    }

    void logOut() {
        button("Menu").click();
        button("Log out").click();
        assertThat(button("Log in")).isVisible();
    }

    void isSignedIn() {
        assertThat(search()).isVisible();
    }

    /** Finds somebody by username and opens the chat. */
    void chatWith(String username) {
        search().fill(username);
        search().press("Enter");
        assertThat(compose()).isVisible();
    }

    /** Changes something that the page shows at once, and waits until the server has it. */
    void change(String path, Runnable change) {
        page.waitForResponse(
                answer -> answer.request().method().equals("PATCH")
                        && answer.url().contains("/api/v1/" + path)
                        && answer.ok(),
                change);
    }

    /** Goes to a screen by its place in the address, without loading the page again. */
    void visit(String place) {
        page.evaluate("place => { location.hash = '#/' + place; }", place);
    }

    /** Finds somebody by username and opens their profile. */
    void profileOf(String username) {
        visit("people");
        Locator field = page.locator(".screen").getByRole(AriaRole.SEARCHBOX);
        field.fill(username);
        field.press("Enter");
        assertThat(page.locator(".card-name")).isVisible();
    }

    /** Picks somebody by username where people are picked. */
    void find(String username) {
        Locator field = page.locator(".picker").getByRole(AriaRole.SEARCHBOX);
        field.fill(username);
        field.press("Enter");
        assertThat(page.locator(".chip", new Page.LocatorOptions().setHasText(username.substring(1))))
                .isVisible();
    }

    /** Picks what is to become of a member of the group whose particulars are open. */
    void manage(String name, String what) {
        choices(name);
        choose(what);
    }

    /** Opens what may become of a member. */
    void choices(String name) {
        button("Change " + name + "’s place in the group").click();
    }

    void choose(String what) {
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(what))
                .click();
    }

    /** Answers a question that is asked before something is done. */
    void confirm(String yes) {
        Locator dialog = page.locator("dialog[open]");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(yes))
                .click();
        assertThat(dialog).not().isVisible();
    }

    /** Picks from the menu of a chat in the list. */
    void choose(String name, String what) {
        row(name).click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        page.getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(what).setExact(true))
                .click();
    }

    /** Somebody in a list of people. */
    Locator person(String name) {
        return page.locator(".person-row", new Page.LocatorOptions().setHasText(name));
    }

    /** Opens a chat from the list. */
    void pick(String name) {
        row(name).click();
        assertThat(compose()).isVisible();
    }

    /** A chat in the list. */
    Locator row(String name) {
        return page.locator("a.conversation", new Page.LocatorOptions().setHasText(name));
    }

    void say(String text) {
        compose().fill(text);
        compose().press("Enter");
        assertThat(message(text)).isVisible();
    }

    /** A message on the screen. */
    Locator message(String text) {
        return page.locator("article.said", new Page.LocatorOptions().setHasText(text));
    }

    /** The messages on the screen, top to bottom. */
    Locator messages() {
        return page.locator("article.said");
    }

    /** The text of a message itself, not of one that quotes it. */
    Locator said(String text) {
        return page.locator("article.said .text", new Page.LocatorOptions().setHasText(text));
    }

    /** Opens the menu of a message and does something with it. */
    void act(String text, String action) {
        openMenu(text);
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(action))
                .click();
    }

    /** What can be done with a message. */
    List<String> menuOf(String text) {
        List<String> items = new ArrayList<>();
        menuOf(text, () -> items.addAll(page.getByRole(AriaRole.MENUITEM).allInnerTexts()));
        return items;
    }

    /** Does something while the menu of a message is open. */
    void menuOf(String text, Runnable meanwhile) {
        openMenu(text);
        meanwhile.run();
        page.keyboard().press("Escape");
    }

    private void openMenu(String text) {
        said(text).last().click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        assertThat(page.getByRole(AriaRole.MENU)).isVisible();
    }

    /** Goes by Tab from what has the focus to something else, once that is there. */
    void tabTo(Locator wanted) {
        assertThat(wanted).isEnabled();
        for (int i = 0; i < MOST_TABS && !hasFocus(wanted); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(wanted).isFocused();
    }

    private static boolean hasFocus(Locator one) {
        return one.count() == 1 && Boolean.TRUE.equals(one.evaluate("element => element === document.activeElement"));
    }

    /** Turns the wheel until a message is on the screen. */
    void scrollUpTo(String text) {
        page.locator(".scroller").hover();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!said(text).first().isVisible() && System.nanoTime() < end) {
            page.mouse().wheel(0, -1500);
            page.evaluate("() => new Promise(requestAnimationFrame)");
        }
        try {
            assertThat(said(text).first()).isVisible();
        } catch (AssertionError missing) {
            throw new AssertionError(
                    "on the screen is " + page.locator("article.said .text").allInnerTexts(), missing);
        }
    }

    /** What is answered or changed, above where one writes. */
    Locator banner() {
        return page.locator(".composer-banner");
    }

    /** Names that are offered while one is written. */
    Locator offered() {
        return page.getByRole(AriaRole.OPTION);
    }

    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    /** A line of the chat that nobody said. */
    Locator notice(String text) {
        return page.locator(".notice-row", new Page.LocatorOptions().setHasText(text));
    }

    /** What stands above the chat. */
    Locator head() {
        return page.locator(".chat-bar");
    }

    /** What the page says about its connection. */
    Locator connection() {
        return page.locator(".connection:visible");
    }

    Locator search() {
        return page.locator(".side").getByRole(AriaRole.SEARCHBOX);
    }

    Locator compose() {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Message"));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    void fill(String label, String value) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(value);
    }
}
