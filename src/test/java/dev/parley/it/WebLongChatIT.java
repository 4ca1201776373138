package dev.parley.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A chat of a hundred thousand messages in the web client, and going about in time. */
class WebLongChatIT extends OnStage {
    private static final int MOST_ROWS = 120;
    /** Writes messages into what the browser keeps, before all that it has, a minute apart. */
    private static final String WRITE_HISTORY =
            """
            async ([user, conversation, from, id, count]) => {
              const database = await new Promise((resolve, reject) => {
                const request = indexedDB.open(`parley-${user}`);
                request.onsuccess = () => resolve(request.result);
                request.onerror = () => reject(request.error);
              });
              const stores = database.transaction(['messages', 'conversations'], 'readwrite');
              const first = BigInt(id) - BigInt(count) * 1000n;
              for (let i = 0; i < count; i++) {
                const one = String(first + BigInt(i) * 1000n);
                const at = new Date(Date.now() - (count - i) * 60_000).toISOString();
                const text = i === 10 ? 'the needle' : `line ${i} ${'word '.repeat(i % 30)}`;
                stores.objectStore('messages').put(
                    { id: one, conversation, from, at, kind: 'text', text }, [conversation, one.padStart(19, '0')]);
              }
              const conversations = stores.objectStore('conversations');
              conversations.get(conversation).onsuccess = event => conversations.put(
                  { ...event.target.result, completeFrom: String(first), complete: true });
              await new Promise(resolve => stores.oncomplete = resolve);
              database.close();
            }
            """;

    @Test
    void scrollsThroughAHundredThousandMessagesWithFewInThePage() {
        Device ben = stage.device("ben");
        WebUser ann = stage.user("ann", "Ann");
        String chat = stage.chat(ben, "ann");
        String id = stage.say(ben, chat, "the newest");
        ann.pick("ben");
        assertThat(ann.message("the newest")).isVisible();
        ann.page().navigate(ann.url() + "/icon.svg");
        ann.page().evaluate(WRITE_HISTORY, List.of(stage.idOf(ben, "ann"), chat, ben.user(), id, 100_000));
        ann.page().navigate(ann.url() + "/#/c/" + chat);

        assertThat(ann.said("the newest")).isInViewport();
        ann.scrollUpTo("line 98");
        assertThat(ann.messages().count()).isLessThan(MOST_ROWS);
        ann.search().fill("the needle");
        ann.page().locator("a.conversation:has(mark)").click();
        assertThat(ann.said("the needle")).isInViewport();
        assertThat(ann.message("line 0 ")).isVisible();
        assertThat(ann.messages().count()).isLessThan(MOST_ROWS);
        ann.button("To the newest message").click();

        assertThat(ann.said("the newest")).isInViewport();
        assertThat(ann.messages().count()).isLessThan(MOST_ROWS);
    }

    @Test
    void opensWhereWhatIsNewBeginsHoweverMuchItIs() {
        Device eva = stage.device("eva");
        WebUser fay = stage.user("fay", "Fay");
        String chat = stage.chat(eva, "fay");
        stage.say(eva, chat, "what was read");
        fay.pick("eva");
        assertThat(fay.row("eva")).not().containsText("unread");
        fay.visit("people");
        for (int i = 0; i < 150; i++) {
            stage.say(eva, chat, "line " + i + ".");
        }
        assertThat(fay.row("eva")).containsText("150 unread messages");

        fay.pick("eva");
        assertThat(fay.page().locator(".new")).isInViewport();
        assertThat(fay.said("line 0.")).isInViewport();
        assertThat(fay.said("what was read")).isInViewport();
        assertThat(fay.said("line 149.")).hasCount(0);
        assertThat(fay.row("eva")).containsText("150 unread messages");
        fay.button("To the newest message").click();

        assertThat(fay.said("line 149.")).isInViewport();
        assertThat(fay.row("eva")).not().containsText("unread");
    }

    @Test
    void goesToTheBeginningOfADay() {
        Device cat = stage.device("cat");
        WebUser dan = stage.user("dan", "Dan");
        String chat = stage.chat(cat, "dan");
        stage.say(cat, chat, "the first of today");
        for (int i = 0; i < 120; i++) {
            stage.say(cat, chat, "line " + i);
        }
        dan.pick("cat");
        assertThat(dan.said("the first of today")).isInViewport();
        dan.button("To the newest message").click();
        assertThat(dan.said("line 119")).isVisible();
        assertThat(dan.said("the first of today")).hasCount(0);

        dan.head().getByLabel("Go to a day").click();
        dan.button("Show").click();
        assertThat(dan.page().getByText("Pick a day that is not after today.")).isVisible();
        dan.button("Cancel").click();
        goToToday(dan);

        assertThat(dan.said("the first of today")).isInViewport();
        assertThat(dan.compose()).isVisible();
    }

    @Test
    void saysThatADayIsOutOfReachWithoutANetworkAndGoesThereLater() {
        Device gus = stage.device("gus");
        stage.user("hal", "Hal");
        String chat = stage.chat(gus, "hal");
        for (int i = 0; i < 150; i++) {
            stage.say(gus, chat, "line " + i + ".");
        }
        WebUser hal = stage.elsewhere("hal");
        hal.pick("gus");
        hal.button("To the newest message").click();
        assertThat(hal.said("line 149.")).isInViewport();

        hal.page().context().setOffline(true);
        goToToday(hal);
        assertThat(hal.page().locator(".load-error"))
                .containsText("Messages could not be loaded. The server cannot be reached.");
        assertThat(hal.said("line 149.")).isInViewport();
        hal.page().context().setOffline(false);
        hal.button("Try again").click();

        assertThat(hal.said("line 0.")).isInViewport();
    }

    private static void goToToday(WebUser user) {
        user.head().getByLabel("Go to a day").click();
        user.page()
                .getByLabel("Day", new Page.GetByLabelOptions().setExact(true))
                .fill((String) user.page().evaluate("document.querySelector('input[type=date]').max"));
        user.button("Show").click();
    }
}
