package dev.parley.api;

import dev.parley.fuzz.Mutations;
import dev.parley.model.Cursor;
import dev.parley.model.UserId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A short run. */
class PollCursorFuzzTest {
    private static final List<String> LETTERS = List.of("A", "_", "-", "=", "g", "/", ".", "____", "AAAA", "gICA");

    @Test
    void whateverACursorCarriesIsReadOrLeftOut() {
        String good = new SentBefore(Set.of(5L, 1L << 40, Long.MAX_VALUE)).write(Cursor.at(5), new UserId(41));
        new Mutations(List.of(good, "0.", "."), LETTERS).tryOn(PollCursorFuzz::fuzzerTestOneInput, 100_000);
    }
}
