package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.List;

/**
 * Pictures of somebody's page in {@code target/screenshots}, for people to look at; and what a program can see in them.
 */
record Shots(WebUser user, View view) {
    private static final Path FOLDER = Path.of("target", "screenshots");
    /** What sticks out of the window at a side and is not a text that ends with dots. */
    private static final String CUT_OFF =
            """
            () => {
              const leaves = ({ left, right, width }) => width > 1 && (right > innerWidth + 1 || left < -1);
              const endsWithDots = element => {
                for (let at = element; at; at = at.parentElement) {
                  if (getComputedStyle(at).textOverflow === 'ellipsis' && !leaves(at.getBoundingClientRect())) return true;
                }
                return false;
              };
              return [...document.body.querySelectorAll('*')]
                  .filter(one => leaves(one.getBoundingClientRect()) && !one.closest('.unseen, svg') && !endsWithDots(one))
                  .map(one => one.cloneNode(false).outerHTML);
            }
            """;

    /** Fails when something is cut off at the side, or shuts people out. */
    void take(String screen) {
        String picture = view + "-" + screen;
        user.page()
                .screenshot(new Page.ScreenshotOptions()
                        .setPath(FOLDER.resolve(picture + ".png"))
                        .setAnimations(ScreenshotAnimations.DISABLED));
        assertThat((List<?>) user.page().evaluate(CUT_OFF)).as(picture).isEmpty();
        Axe.check(user.page());
    }
}
