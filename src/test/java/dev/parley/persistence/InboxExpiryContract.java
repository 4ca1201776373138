package dev.parley.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.PersistenceService.Place;
import dev.parley.bus.PersistenceService.SyncPage;
import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How an inbox forgets, whatever store it is in: never behind the back of a cursor. */
interface InboxExpiryContract {
    Duration DAYS = Duration.ofDays(30);
    Duration RUN = Duration.ofHours(1);
    long HORIZON_MILLIS = 12_000;

    ServedStore served();

    @Test
    default void aDeviceThatStayedAwayForAsLongAsPromisedGetsAll() {
        Cursor left = served().sync(Cursor.START).next();
        List<Message> missed = List.of(served().stored(), served().stored());

        served().pass(DAYS.minusMillis(missed.size()));

        assertThat(served().sync(left)).returns(missed, SyncPage::messages).returns(false, SyncPage::reset);
        assertThat(served().sync(Cursor.START).messages()).isEqualTo(missed);
    }

    @Test
    default void aCursorFromBeforeThatIsResetToTodaysWithoutHalfAList() {
        Cursor left = served().sync(Cursor.START).next();
        Message old = served().stored();
        served().pass(DAYS);
        Message late = served().stored();
        served().pass(RUN.plusMillis(HORIZON_MILLIS));

        SyncPage page = served().sync(left);

        long today = MessageId.lastBefore(served().now() - HORIZON_MILLIS);
        assertThat(page).isEqualTo(new SyncPage(List.of(), Cursor.at(today), false, true));
        assertThat(served().sync(page.next()).reset()).isFalse();
        assertThat(served().history(new Place.Latest(), 10).messages()).containsExactly(old, late);
    }

    @Test
    default void theStartAsksForWhatIsKeptAndIsNeverReset() {
        served().stored();
        served().pass(DAYS.plusMillis(1));
        Message kept = served().stored();

        assertThat(served().sync(Cursor.START).messages()).containsExactly(kept);
        served().pass(DAYS.multipliedBy(3));
        SyncPage page = served().sync(Cursor.START);

        assertThat(page.messages()).isEmpty();
        assertThat(page.reset()).isFalse();
    }

    @Test
    default void aRunThatBeganAtTheStartIsNotResetOnItsWay() {
        List<Message> sent = List.of(served().stored(), served().stored(), served().stored());
        served().pass(DAYS.minusMillis(sent.size()));

        SyncPage first = served().sync(Cursor.START, 2);
        served().pass(RUN.minusMinutes(1));
        SyncPage rest = served().sync(first.next(), 2);

        assertThat(first.messages()).isEqualTo(sent.subList(0, 2));
        assertThat(rest.messages()).isEqualTo(sent.subList(2, 3));
    }
}
