package dev.parley.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;

/** Somebody who uses the web client, by the names of what is on the screen. */
record WebUser(Page page, URI url) {
    static final String PASSWORD = "correct horse battery";

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
        return page.getByRole(AriaRole.SEARCHBOX);
    }

    Locator compose() {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Message"));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private void fill(String label, String value) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(value);
    }
}
