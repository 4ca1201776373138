package dev.parley.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that the api serves, used by two people in two browsers. */
class WebPageIT {
    private static final String RESET = "{\"type\":\"synced\",\"cursor\":\"0\",\"more\":false,\"reset\":true}";

    @TempDir
    private Path folder;

    @Test
    void twoPeopleSignUpChatAndSeeHistoryAfterReload() throws InterruptedException {
        try (Chromium chromium = Chromium.start();
                ParleyProcess parley = ParleyProcess.in(folder).start()) {
            Page ann = chromium.page();
            Page ben = chromium.page();
            signUp(ann, parley, "ann");
            signUp(ben, parley, "ben");

            open(ann, "ben");
            say(ann, "hello Ben");
            open(ben, "ann");
            assertThat(ben.locator("#messages")).containsText("hello Ben");
            say(ben, "hello Ann");
            assertThat(ann.locator("#messages")).containsText("hello Ann");
            Chromium.screenshot(ann, "chat-ann");
            Chromium.screenshot(ben, "chat-ben");

            ann.reload();
            open(ann, "ben");
            assertThat(ann.locator("#messages li")).containsText(new String[] {"hello Ben", "hello Ann"});
            Chromium.screenshot(ann, "chat-ann-reloaded");
        }
    }

    @Test
    void somebodyLogsInAgainAndSeesWhyAPasswordIsRefused() throws InterruptedException {
        try (Chromium chromium = Chromium.start();
                ParleyProcess parley = ParleyProcess.in(folder).start()) {
            Page page = chromium.page();
            signUp(page, parley, "cleo");
            page.click("#log-out");
            assertThat(page.locator("#auth-title")).hasText("Log in");

            logIn(page, "cleo", "not the password");
            assertThat(page.locator("#auth-error")).not().isEmpty();
            Chromium.screenshot(page, "log-in-refused");
            logIn(page, "cleo", "correct horse battery");
            assertThat(page.locator("#me-username")).containsText("cleo");
        }
    }

    @Test
    void aPageThatWasAwayForTooLongLoadsItsListAndItsHistoryAgain() throws InterruptedException {
        try (Chromium chromium = Chromium.start();
                ParleyProcess parley = ParleyProcess.in(folder).start()) {
            Page dora = chromium.page();
            Page emil = chromium.page();
            AtomicReference<WebSocketRoute> socket = new AtomicReference<>();
            emil.routeWebSocket(url -> url.endsWith("/ws"), opened -> {
                opened.connectToServer();
                socket.set(opened);
            });
            signUp(dora, parley, "dora");
            signUp(emil, parley, "emil");
            open(dora, "emil");
            say(dora, "one that Emil sees");
            open(emil, "dora");
            assertThat(emil.locator("#messages")).containsText("one that Emil sees");

            emil.waitForResponse(
                    answer -> answer.url().endsWith("/messages"),
                    () -> emil.waitForResponse(answer -> answer.url().endsWith("/conversations"), () -> socket.get()
                            .send(RESET)));

            assertThat(emil.locator("#messages")).containsText("one that Emil sees");
        }
    }

    private static void signUp(Page page, ParleyProcess parley, String username) {
        page.navigate(parley.api().toString());
        page.click("#auth-switch");
        page.fill("#auth-username", username);
        page.fill("#auth-name", username.toUpperCase(Locale.ROOT));
        page.fill("#auth-password", "correct horse battery");
        page.click("#auth-submit");
        assertThat(page.locator("#me-username")).containsText(username);
    }

    private static void logIn(Page page, String username, String password) {
        page.fill("#auth-username", username);
        page.fill("#auth-password", password);
        page.click("#auth-submit");
    }

    private static void open(Page page, String username) {
        page.fill("#find-username", username);
        page.press("#find-username", "Enter");
        assertThat(page.locator("#chat-subtitle")).containsText(username);
    }

    private static void say(Page page, String text) {
        page.fill("#compose-text", text);
        page.press("#compose-text", "Enter");
        assertThat(page.locator("#messages")).containsText(text);
    }
}
