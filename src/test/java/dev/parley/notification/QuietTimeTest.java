package dev.parley.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.PushService.QuietHours;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a user who wants quiet is told again. */
class QuietTimeTest {
    private static final QuietHours NIGHT = new QuietHours(22 * 60, 7 * 60, "Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T22:00:00+01:00, 2026-11-22T07:00:00+01:00",
        "2026-11-21T23:59:59+01:00, 2026-11-22T07:00:00+01:00",
        "2026-11-22T06:59:59+01:00, 2026-11-22T07:00:00+01:00",
        "2026-10-24T22:30:00+02:00, 2026-10-25T07:00:00+01:00"
    })
    void isOverInTheMorningOfItsZone(String now, String end) {
        assertThat(QuietTime.end(NIGHT, instant(now))).contains(instant(end));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21T21:59:59+01:00", "2026-11-22T07:00:00+01:00"})
    void isNotByDay(String now) {
        assertThat(QuietTime.end(NIGHT, instant(now))).isEmpty();
    }

    @Test
    void mayBeWithinOneDay() {
        QuietHours lunch = new QuietHours(12 * 60, 13 * 60, "America/New_York");
        assertThat(QuietTime.end(lunch, instant("2026-11-21T12:15:00-05:00")))
                .contains(instant("2026-11-21T13:00:00-05:00"));
        assertThat(QuietTime.end(lunch, instant("2026-11-21T13:00:00-05:00"))).isEqualTo(Optional.empty());
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
