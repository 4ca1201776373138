package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Cursor;
import dev.parley.model.MessageId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a cursor is too old, and that entries outlive it. */
class InboxLifeTest {
    private static final long NOW =
            MessageId.EPOCH_MILLIS + Duration.ofDays(500).toMillis();
    private static final Duration DAYS = Duration.ofDays(30);
    /** An id may be ahead of its entry's time by ten seconds, and a clock by two. */
    private static final Duration AHEAD = Duration.ofSeconds(12);

    private final InboxLife life = new InboxLife(DAYS);

    @Test
    void goesOnFromACursorThatIsNoOlderThanPromised() {
        assertThat(life.isPast(aged(DAYS), NOW)).isFalse();
        assertThat(life.begin(aged(DAYS), NOW)).isEqualTo(aged(DAYS));
    }

    @Test
    void refusesACursorWellBeforeAnyEntryAfterItExpires() {
        Duration entrysAge = life.stored().minus(AHEAD);

        assertThat(life.isPast(aged(entrysAge), NOW)).isTrue();
    }

    @Test
    void goesByThePartUpToWhichNothingIsMissing() {
        Cursor underWay = new Cursor(
                aged(DAYS.multipliedBy(2)).safe(), aged(Duration.ZERO).read());

        assertThat(life.isPast(underWay, NOW)).isTrue();
    }

    @Test
    void theStartIsNeverTooOldAndLeavesTimeForTheRunThatItBegins() {
        assertThat(life.isPast(Cursor.START, NOW)).isFalse();

        Cursor oldest = life.begin(Cursor.START, NOW);

        assertThat(MessageId.timeMillis(oldest.safe())).isEqualTo(NOW - DAYS.toMillis() - 1);
        assertThat(life.isPast(oldest, NOW + Duration.ofMinutes(59).toMillis())).isFalse();
    }

    @Test
    void theStartIsTheStartWhileNothingHasExpired() {
        assertThat(life.begin(Cursor.START, MessageId.EPOCH_MILLIS + DAYS.toMillis()))
                .isEqualTo(Cursor.START);
    }

    private static Cursor aged(Duration age) {
        return Cursor.at(MessageId.lastBefore(NOW - age.toMillis() + 1));
    }
}
