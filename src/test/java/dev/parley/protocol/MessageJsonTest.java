package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageJsonTest {
    private static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T08:00:00Z, 2026-11-21T08:00:00.000Z",
        "2026-11-21T08:00:00.009999999Z, 2026-11-21T08:00:00.009Z",
        "2026-11-21T08:00:00.999Z, 2026-11-21T08:00:00.999Z",
        "2028-02-29T23:59:59.120Z, 2028-02-29T23:59:59.120Z",
        "1969-12-31T23:59:59.001Z, 1969-12-31T23:59:59.001Z",
        "+12026-11-21T08:00:00.5Z, +12026-11-21T08:00:00.500Z"
    })
    void aTimeHasMillisecondsAndIsInUtc(Instant time, String text) {
        assertThat(MessageJson.time(time)).isEqualTo(text);
    }

    @Test
    void timesThatComeInAnyOrderAreEachWrittenAsTheyAre() {
        Random dice = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            Instant time = Instant.ofEpochSecond(1_795_000_000 + dice.nextInt(200_000), dice.nextInt(1_000_000_000));
            assertThat(MessageJson.time(time)).isEqualTo(ISO.format(time));
        }
    }
}
