package dev.parley.api;

import dev.parley.bus.PersistenceService.Place;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.MessageId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads which part of a conversation is wanted: before, after or around a message or a time, or else its end. */
final class HistoryPlace {
    private static final Instant FIRST = Instant.ofEpochMilli(MessageId.EPOCH_MILLIS);
    private static final Instant LAST = Instant.ofEpochMilli(MessageId.timeMillis(Long.MAX_VALUE));

    private HistoryPlace() {}

    static Place read(Call call) {
        Optional<Place> before = call.query("before", text -> new Place.Before(from(text)));
        Optional<Place> after = call.query("after", text -> new Place.After(upTo(text)));
        Optional<Place> around = call.query("around", text -> new Place.Around(from(text)));
        List<Place> given =
                Stream.of(before, after, around).flatMap(Optional::stream).toList();
        if (given.size() > 1) {
            throw Failure.of(FailureCode.INVALID, "only one of before, after and around can be given", "before");
        }
        return given.isEmpty() ? new Place.Latest() : given.get(0);
    }

    /** The id itself, or the first that a time can have. */
    private static long from(String text) {
        return isId(text) ? MessageId.parse(text).value() : MessageId.lastBefore(millis(text)) + 1;
    }

    /** The id itself, or the last that a time can have. */
    private static long upTo(String text) {
        return isId(text) ? MessageId.parse(text).value() : MessageId.lastBefore(millis(text) + 1);
    }

    private static boolean isId(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** A time in Unix milliseconds; one before or after all message ids becomes the first or the last. */
    private static long millis(String text) {
        try {
            Instant time = Instant.parse(text);
            Instant within = time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
            return within.toEpochMilli();
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException("it is a message id or an ISO 8601 time", noTime);
        }
    }
}
