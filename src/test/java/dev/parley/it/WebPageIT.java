package dev.parley.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.Cookie;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The web client that the api serves, used by people in real browsers. */
class WebPageIT extends OnStage {
    /** Notes when the button that logs in is there, by the page's own clock. */
    private static final String WATCH_START =
            """
            new MutationObserver((changes, observer) => {
              if (document.querySelector('button[type=submit]')) {
                window.usableAt = performance.now();
                observer.disconnect();
              }
            }).observe(document, { childList: true, subtree: true });
            """;

    private static final String BYTES =
            """
            ['navigation', 'resource'].flatMap(type => performance.getEntriesByType(type))
                .reduce((sum, one) => sum + one.transferSize, 0)
            """;
    private static final int MOST_BYTES = 120 * 1024;
    private static final String RESET = "{\"type\":\"synced\",\"cursor\":\"0\",\"more\":false,\"reset\":true}";

    @Test
    void twoPeopleSignUpChatAndSeeHistoryAfterReload() {
        WebUser ann = stage.user("ann", "Ann Archer");
        WebUser ben = stage.user("ben", "Benedikt");

        ann.chatWith("ben");
        ann.say("hello Ben");
        assertThat(ben.row("Ann Archer")).containsText("1 unread message");
        assertThat(ben.page()).hasTitle("(1) Parley");
        ben.pick("Ann Archer");
        assertThat(ben.message("hello Ben")).isVisible();
        ben.say("hello Ann");
        assertThat(ann.message("hello Ann")).isVisible();
        assertThat(ann.message("hello Ben")).containsText("Read");

        ann.page().reload();
        assertThat(ann.messages()).containsText(new String[] {"hello Ben", "hello Ann"});
        assertThat(ben.row("Ann Archer")).not().containsText("unread");
    }

    /** Prints how soon, for that depends on the machine and on what else it does. */
    @Test
    void canBeUsedSoonOverAColdCache() {
        List<Double> millis = Stream.generate(stage::visitor)
                .limit(5)
                .map(WebPageIT::usableAfter)
                .sorted()
                .toList();
        System.out.printf(
                "The web client over a cold cache: %.0f ms until it can be used, the median of %s%n",
                millis.get(2), millis);
        assertThat(millis.get(0)).isLessThan(10_000);
    }

    private static double usableAfter(WebUser visitor) {
        visitor.page().addInitScript(WATCH_START);
        visitor.open();
        assertThat(visitor.button("Log in")).isEnabled();
        assertThat(((Number) visitor.page().evaluate(BYTES)).intValue()).isBetween(1, MOST_BYTES);
        return ((Number) visitor.page().evaluate("usableAt")).doubleValue();
    }

    @Test
    void somebodyLogsInAgainAndSeesWhyAPasswordIsRefused() {
        WebUser cleo = stage.user("cleo", "Cleo");
        cleo.logOut();

        cleo.logIn("cleo", "not the password");
        assertThat(cleo.page().getByText("do not go together")).isVisible();
        cleo.logIn("cleo", WebUser.PASSWORD);
        cleo.isSignedIn();
    }

    @Test
    void noScriptCanReadTheRefreshToken() {
        WebUser dora = stage.user("dora", "Dora");

        assertThat(dora.page().context().cookies()).singleElement().satisfies(WebPageIT::isOutOfReach);
        assertThat((String) dora.page()
                        .evaluate("JSON.stringify([document.cookie, {...localStorage}, {...sessionStorage}])"))
                .doesNotContain("eyJ");
        assertThat(dora.page().url()).doesNotContain("eyJ");
    }

    private static void isOutOfReach(Cookie cookie) {
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite.name()).isEqualTo("STRICT");
        assertThat(cookie.path).isEqualTo("/api/v1/sessions");
    }

    @Test
    void showsWhatAMessageSaysAndRunsNothingOfIt() {
        Device eve = stage.device("eve");
        WebUser fay = stage.user("fay", "Fay");
        fay.chatWith("eve");
        String mischief = "<img src=x onerror='document.title=1'><script>document.title=2</script> javascript:alert(1)";

        fay.say(mischief);
        fay.say("שלום עולם");
        fay.say("W".repeat(300));

        assertThat(fay.message("<script>document.title=2</script>")).isVisible();
        assertThat(fay.page()).hasTitle("Parley");
        assertThat(fay.page().locator("article a")).hasCount(0);
        assertThat(fay.page().evaluate("document.scrollingElement.scrollWidth <= window.innerWidth"))
                .isEqualTo(true);
        assertThat(eve.user()).isNotEmpty();
    }

    @Test
    void aPageThatWasAwayForTooLongLoadsItsListAndItsHistoryAgain() {
        Device dora = stage.device("doris");
        WebUser emil = stage.visitor();
        AtomicReference<WebSocketRoute> socket = new AtomicReference<>();
        emil.page().routeWebSocket(url -> url.endsWith("/ws"), opened -> {
            opened.connectToServer();
            socket.set(opened);
        });
        emil.signUp("emil", "Emil").chatWith("doris");
        emil.say("one that Dora sees");
        assertThat(emil.message("one that Dora sees")).containsText("Sent");

        emil.page().waitForResponse(answer -> answer.url().contains("/messages"), () -> emil.page()
                .waitForResponse(answer -> answer.url().contains("/conversations?"), () -> socket.get()
                        .send(RESET)));

        assertThat(emil.message("one that Dora sees")).isVisible();
        assertThat(dora.history(conversationOf(emil))).hasSize(1);
    }

    /** The address of the page says which conversation is open. */
    private static String conversationOf(WebUser user) {
        return user.page().url().replaceFirst(".*#/c/", "");
    }

    @Test
    void keepsWhatWasWrittenOverAReload() {
        Device ida = stage.device("ida");
        WebUser jon = stage.user("jon", "Jon");
        jon.chatWith("ida");
        jon.page().routeWebSocket(Pattern.compile(".*/ws"), socket -> {});
        jon.page().reload();
        jon.say("into the void");
        assertThat(jon.message("into the void")).containsText("Sending");

        Page again = jon.page().context().newPage();
        jon.page().close();
        WebUser back = new WebUser(again, stage.parley().api());
        again.navigate(jon.page().url());

        assertThat(back.message("into the void")).containsText("Sent");
        assertThat(ida.history(conversationOf(back))).hasSize(1);
    }

    @Test
    void takesSockJsWhereWebSocketsDoNotGetThrough() {
        Device kim = stage.device("kim");
        WebUser lea = stage.visitor();
        lea.page()
                .addInitScript(
                        "window.WebSocket = class { constructor() { setTimeout(() => this.onclose({ code: 1006 })) } close() {} }");
        lea.signUp("lea", "Lea").chatWith("kim");

        lea.say("by another way");
        assertThat(lea.message("by another way")).containsText("Sent");
        kim.rest()
                .post(
                        "/conversations/" + conversationOf(lea) + "/messages",
                        new JsonObject().put("ref", "r").put("text", "and back"))
                .expect(201);
        assertThat(lea.message("and back")).isVisible();
    }

    @Test
    void returnsToWhereOneWasAfterTheDeviceWasSignedOut() {
        WebUser mia = stage.user("mia", "Mia");
        stage.device("ned");
        mia.chatWith("ned");
        mia.say("still here");
        Device phone = new Device(
                        "mia",
                        WebUser.PASSWORD,
                        "",
                        "",
                        "",
                        new Rest(stage.parley().api(), Optional.empty()))
                .another(stage.parley().api());
        phone.rest().get("/devices").expect(200).body().getJsonArray("devices").stream()
                .map(JsonObject.class::cast)
                .filter(device -> !device.getString("id").equals(phone.id()))
                .forEach(device -> phone.rest()
                        .delete("/devices/" + device.getString("id"))
                        .expect(204));

        assertThat(mia.page().getByText("logged out from another one")).isVisible();
        mia.logIn("mia", WebUser.PASSWORD);

        assertThat(mia.message("still here")).isVisible();
    }

    @Test
    void onlyOneTabIsConnectedAndTheOtherSaysSo() {
        WebUser first = stage.user("olga", "Olga");
        WebUser second =
                new WebUser(first.page().context().newPage(), stage.parley().api()).open();
        second.isSignedIn();
        assertThat(first.connection()).containsText("open in another tab");

        first.button("Use it here").click();

        assertThat(second.connection()).containsText("open in another tab");
        assertThat(first.connection()).not().isVisible();
    }

    @Test
    void saysTheRightDayWhenTheClockOfTheMachineIsWrong() {
        stage.device("pat");
        WebUser quin = stage.visitor();
        quin.page().clock().setFixedTime(Instant.now().plus(Duration.ofDays(1)).toEpochMilli());
        quin.signUp("quin", "Quin").chatWith("pat");

        quin.say("what day is it");

        assertThat(quin.message("what day is it")).containsText("Sent");
        assertThat(quin.page().getByText("Today", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
    }

    @Test
    void goesThroughALongHistoryWithFewRowsInThePage() {
        Device rex = stage.device("rex");
        WebUser sue = stage.user("sue", "Sue");
        sue.chatWith("rex");
        sue.say("first");
        String conversation = conversationOf(sue);
        for (int i = 1; i <= 300; i++) {
            rex.rest()
                    .post(
                            "/conversations/" + conversation + "/messages",
                            new JsonObject()
                                    .put("ref", "r" + i)
                                    .put("text", "line " + i + " " + "word ".repeat(i % 40)))
                    .expect(201);
        }
        assertThat(sue.message("line 300 ")).isVisible();
        assertThat(sue.row("rex")).not().containsText("unread");
        sue.page().reload();
        assertThat(sue.message("line 300 ")).isVisible();

        sue.scrollUpTo("first");

        assertThat(sue.messages()).not().hasCount(0);
        assertThat(sue.messages().count()).isLessThan(80);
        sue.button("To the newest message").click();
        assertThat(sue.message("line 300 ")).isVisible();
    }
}
