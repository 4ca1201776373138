package dev.parley.notification;

import dev.parley.model.ConversationId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.time.Instant;
import java.util.Optional;

/** Notes of tests. */
public final class Notes {
    private static final UserId ANN = new UserId(1);
    private static final UserId BOB = new UserId(2);

    private Notes() {}

    public static Note saying(String text) {
        return new Note(
                ANN,
                ConversationId.direct(ANN, BOB),
                new MessageId(250_000_000_000_000_000L),
                2,
                3,
                5,
                Optional.of(new Note.Source(BOB, "Bob", Optional.empty())),
                Optional.of(text),
                Instant.now().plusSeconds(3_600));
    }

    public static Note wakeUp() {
        Note full = saying("");
        return new Note(
                full.user(),
                full.conversation(),
                full.last(),
                1,
                1,
                1,
                Optional.empty(),
                Optional.empty(),
                full.until());
    }
}
