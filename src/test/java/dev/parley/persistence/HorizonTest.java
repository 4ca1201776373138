package dev.parley.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.MessageId;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Deadlines by one node's clock, and what is settled by another's. */
class HorizonTest {
    private static final long NOW = MessageId.EPOCH_MILLIS + 100_000_000;

    private final AtomicLong writersWall = new AtomicLong(NOW);
    private final AtomicLong readersWall = new AtomicLong(NOW);
    private final Horizon writer = new Horizon(new SteadyClock(writersWall::get));
    private final SteadyClock readersClock = new SteadyClock(readersWall::get);
    private final Horizon reader = new Horizon(readersClock);

    @Test
    void aReaderAheadByAllThatClocksMayDifferSettlesNothingThatAWriterMayStillAccept() {
        readersWall.addAndGet(Horizon.SKEW);

        assertThat(oldestAccepted()).isGreaterThanOrEqualTo(reader.settledMillis());
    }

    @Test
    void aReaderAheadByMoreThanThatWouldSkip() {
        readersWall.addAndGet(Horizon.SKEW + 1);

        assertThat(oldestAccepted()).isLessThan(reader.settledMillis());
    }

    @Test
    void aClockThatWasMovedUpToTheNewestMessageSettlesNothingEarly() {
        readersClock.advance(NOW + 12_000);

        assertThat(oldestAccepted()).isGreaterThanOrEqualTo(reader.settledMillis());
        assertThat(reader.deadline(idAt(NOW))).isLessThan(NOW);
    }

    @Test
    void whatIsSettledGoesBackWithTheWallClockAndDeadlinesDoNot() {
        readersWall.addAndGet(60_000);
        long before = reader.settledMillis();
        readersWall.addAndGet(-60_000);

        assertThat(reader.settledMillis()).isEqualTo(before - 60_000);
        assertThat(reader.deadline(idAt(NOW))).isLessThan(NOW);
        assertThat(reader.deadline(idAt(NOW + 60_000))).isEqualTo(NOW + 70_000);
    }

    /** The time of the oldest id whose write could end now, by the writer's clock. */
    private long oldestAccepted() {
        long time = NOW;
        writersWall.set(time);
        long deadline = writer.deadline(idAt(time));
        return NOW - (deadline - time);
    }

    private static MessageId idAt(long unixMillis) {
        return new MessageId(MessageId.lastBefore(unixMillis) + 1);
    }
}
