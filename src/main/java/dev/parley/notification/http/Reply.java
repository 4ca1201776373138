package dev.parley.notification.http;

import dev.parley.notification.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * An answer.
 *
 * @param retryAfter the header of this name
 * @param body the first kilobytes of it
 */
public record Reply(int status, Optional<String> retryAfter, String body) {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** What the status makes of a push, where it says nothing but what HTTP says (RFC 8030, section 8.4 and 5). */
    public Receipt receipt(Instant now) {
        if (isSuccess()) {
            return new Receipt.Sent();
        }
        return switch (status) {
            case 404, 410 -> new Receipt.Gone("gone");
            case REQUEST_TIMEOUT, TOO_EARLY, TOO_MANY -> later(now);
            default -> status >= 500 ? later(now) : new Receipt.Refused("status_" + status / 100 + "xx");
        };
    }

    /** To be tried again. A provider that wants to hear less is well; one that fails is not. */
    public Receipt.Later later(Instant now) {
        return new Receipt.Later(
                status == TOO_MANY ? "too_many" : "status_" + status / 100 + "xx", wait(now), status >= 500);
    }

    private Optional<Duration> wait(Instant now) {
        return retryAfter
                .flatMap(text -> parse(text.strip(), now))
                .filter(wait -> !wait.isNegative())
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    /** Seconds, or a date (RFC 9110, section 10.2.3). */
    private static Optional<Duration> parse(String text, Instant now) {
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, at));
        } catch (DateTimeParseException neither) {
            return Optional.empty();
        }
    }
}
