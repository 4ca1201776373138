package dev.parley.notification;

import dev.parley.bus.PushService.QuietHours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** Quiet hours on the clock of their user. */
final class QuietTime {
    private static final int MINUTES = 60;

    private QuietTime() {}

    /** When the quiet that there is at {@code now} ends; absent when there is none. */
    static Optional<Instant> end(QuietHours hours, Instant now) {
        ZonedDateTime here = now.atZone(ZoneId.of(hours.zone()));
        int minute = here.getHour() * MINUTES + here.getMinute();
        if (!isWithin(hours, minute)) {
            return Optional.empty();
        }
        ZonedDateTime today = here.with(LocalTime.of(hours.to() / MINUTES, hours.to() % MINUTES));
        ZonedDateTime end = minute < hours.to() ? today : today.plusDays(1);
        return Optional.of(end.toInstant()).filter(instant -> instant.isAfter(now));
    }

    private static boolean isWithin(QuietHours hours, int minute) {
        return hours.from() <= hours.to()
                ? minute >= hours.from() && minute < hours.to()
                : minute >= hours.from() || minute < hours.to();
    }
}
