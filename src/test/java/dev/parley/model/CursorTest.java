package dev.parley.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private static final UserId ANN = new UserId(123_456_789);
    private static final UserId BOB = new UserId(123_456_790);
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. ";

    @Test
    void isReadAsItWasWritten() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            long safe = random.nextLong(Long.MAX_VALUE);
            Cursor cursor = new Cursor(safe, random.nextLong(safe, Long.MAX_VALUE));
            assertThat(Cursor.parse(cursor.write(ANN), ANN)).isEqualTo(cursor);
        }
    }

    @Test
    void zeroIsTheStart() {
        assertThat(Cursor.parse("0", ANN)).isEqualTo(Cursor.START);
        assertThat(Cursor.parse(Cursor.START.write(ANN), ANN)).isEqualTo(Cursor.START);
    }

    @Test
    void carriesWhatIsNotItsOwn() {
        String written = new Cursor(5, 9).write(ANN, "rest.of-it");
        assertThat(Cursor.parse(written, ANN)).isEqualTo(new Cursor(5, 9));
        assertThat(Cursor.rest(written)).isEqualTo("rest.of-it");
        assertThat(Cursor.rest(new Cursor(5, 9).write(ANN, ""))).isEmpty();
    }

    @Test
    void aRunThatIsCompleteHasNothingUnderWay() {
        assertThat(Cursor.at(5)).isEqualTo(new Cursor(5, 5));
    }

    @Test
    void refusesTheCursorOfAnotherUser() {
        assertRefused(new Cursor(5, 9).write(BOB));
    }

    @Test
    void refusesACursorOfWhichAnyCharacterWasChanged() {
        String written = new Cursor(5_000_000_000L, 6_000_000_000L).write(ANN);
        for (int at = 0; at < written.length(); at++) {
            String before = written.substring(0, at);
            String after = written.substring(at + 1);
            ALPHABET.chars()
                    .mapToObj(other -> before + (char) other + after)
                    .filter(tampered -> !tampered.equals(written))
                    .forEach(CursorTest::assertRefused);
        }
    }

    @Test
    void refusesACursorThatWasCutOrGrew() {
        String written = new Cursor(5, 9).write(ANN);
        for (int end = 0; end < written.length(); end++) {
            assertRefused(written.substring(0, end));
        }
        assertRefused(written + "A");
        assertRefused(written + "=");
        assertRefused(written + written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "00", "1", "-1", "null", "абв", "AAAA", "\u0000"})
    void refusesEveryOtherText(String text) {
        assertRefused(text);
    }

    @Test
    void neverReadsLessThanItHas() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cursor(5, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> new Cursor(-1, 4));
    }

    private static void assertRefused(String text) {
        assertThatIllegalArgumentException().as(text).isThrownBy(() -> Cursor.parse(text, ANN));
    }
}
