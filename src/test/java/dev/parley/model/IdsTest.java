package dev.parley.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private static final List<Function<String, Object>> PARSERS =
            List.of(UserId::parse, DeviceId::parse, GroupId::parse, MessageId::parse);

    @ParameterizedTest
    @ValueSource(strings = {"1", "42", "9007199254740993", "9223372036854775807"})
    void readsAndWritesThePlainDecimalForm(String text) {
        PARSERS.forEach(parser -> assertThat(parser.apply(text)).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "-1",
                "+1",
                "01",
                " 1",
                "1 ",
                "1.0",
                "1e3",
                "0x1",
                "abc",
                "9223372036854775808",
                "99999999999999999999",
                "١٢٣",
                "1_000",
                "null",
                "1\n"
            })
    void refusesEveryOtherText(String text) {
        PARSERS.forEach(parser -> assertThatIllegalArgumentException().isThrownBy(() -> parser.apply(text)));
    }

    @Test
    void idsArePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageId(-1));
    }

    @Test
    void nodeNumbersAreTwelveBits() {
        assertThat(new NodeNumber(4095).value()).isEqualTo(NodeNumber.COUNT - 1);
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeNumber(4096));
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeNumber(-1));
    }

    @Test
    void nodeAndSessionIdsAreNotEmpty() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeId(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> new SessionId(""));
    }

    @Test
    void aMessageIdTellsItsTime() {
        long millis = Instant.parse("2026-11-21T10:15:30.123Z").toEpochMilli();
        MessageId id = new HybridClock(() -> millis).next(new NodeNumber(9));
        assertThat(id.at()).isEqualTo(Instant.ofEpochMilli(millis));
        assertThat(MessageId.lastBefore(millis)).isLessThan(id.value());
        assertThat(MessageId.lastBefore(millis + 1)).isGreaterThanOrEqualTo(id.value());
        assertThat(MessageId.timeMillis(MessageId.lastBefore(millis))).isEqualTo(millis - 1);
    }
}
