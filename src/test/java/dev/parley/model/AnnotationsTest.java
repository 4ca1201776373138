package dev.parley.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be noted about a text. */
class AnnotationsTest {
    @Test
    void areAFewShortValuesInTheOrderOfTheirNames() {
        Map<String, String> values = Map.of("z", "\uD83D\uDE80".repeat(100), "a-1.b_" + "c".repeat(26), " ");

        assertThat(List.copyOf(new Annotations(values).values().keySet()))
                .isSorted()
                .hasSize(2);
        assertThat(new Annotations(many(8)).values()).hasSize(8);
        assertThatThrownBy(() -> new Annotations(many(9))).hasMessage("of annotations there are at most 8");
    }

    private static Map<String, String> many(int number) {
        return IntStream.range(0, number).boxed().collect(Collectors.toMap(i -> "name" + i, i -> "value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a b", "\u00e4", "a\n", "abcdefghijklmnopqrstuvwxyz1234567"})
    void haveNamesOfPlainLetters(String name) {
        assertWrong(name, wrong -> Map.of(wrong, "value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret\u0000", "secret\n", "secret\uD83D", "\uDE80 secret"})
    void haveValuesThatCanBeShown(String value) {
        assertWrong(value, wrong -> Map.of("name", wrong));
        assertWrong("secret ".repeat(15), wrong -> Map.of("name", wrong));
    }

    private static void assertWrong(String wrong, Function<String, Map<String, String>> values) {
        assertThatThrownBy(() -> new Annotations(values.apply(wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }
}
