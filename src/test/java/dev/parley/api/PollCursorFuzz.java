package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Cursor;
import dev.parley.model.UserId;
import java.nio.charset.StandardCharsets;

/** What a cursor carries for those who poll: whatever it is, it is read as what can be written again, or as nothing. */
public final class PollCursorFuzz {
    private static final UserId READER = new UserId(41);

    private PollCursorFuzz() {}

    /** The target. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        SentBefore sent = SentBefore.read(new String(bytes, StandardCharsets.UTF_8));
        assertThat(sent.ids()).allMatch(id -> id >= 0);
        assertThat(SentBefore.read(sent.write(Cursor.at(5), READER))).isEqualTo(sent);
    }
}
