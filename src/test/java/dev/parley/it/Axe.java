package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Looks on a page for what shuts people out who see, hear or move otherwise, by all rules of axe-core. */
final class Axe {
    private static final String SCRIPT = script();
    private static final String IS_THERE = "'axe' in window";
    private static final String RUN =
            """
            async () => {
              const { violations } = await axe.run({ resultTypes: ['violations'], selectors: false });
              return violations.map(({ id, help, nodes }) =>
                  `${id}: ${help}\\n` + nodes.map(node => `  ${node.html}\\n  ${node.failureSummary}`).join('\\n'));
            }
            """;

    private Axe() {}

    /** Fails with each violation on the page as it is now, and the elements at fault. */
    static void check(Page page) {
        if (!Boolean.TRUE.equals(page.evaluate(IS_THERE))) {
            page.evaluate(SCRIPT);
        }
        assertThat((List<?>) page.evaluate(RUN)).isEmpty();
    }

    private static String script() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
