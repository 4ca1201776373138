package dev.parley.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationIdTest {
    private static final UserId ANN = new UserId(9);
    private static final UserId BOB = new UserId(10);

    @Test
    void aDirectConversationIsTheSameWhoeverBegins() {
        assertThat(ConversationId.direct(ANN, BOB))
                .isEqualTo(ConversationId.direct(BOB, ANN))
                .hasToString("d:9:10");
    }

    @Test
    void includesItsTwoUsersOnly() {
        ConversationId.Direct direct = new ConversationId.Direct(ANN, BOB);
        assertThat(direct.includes(ANN)).isTrue();
        assertThat(direct.includes(BOB)).isTrue();
        assertThat(direct.includes(new UserId(11))).isFalse();
    }

    @Test
    void nobodyHasADirectConversationWithThemselves() {
        assertThatIllegalArgumentException().isThrownBy(() -> ConversationId.direct(ANN, ANN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"d:9:10", "d:1:9223372036854775807", "g:5"})
    void readsAndWritesTheCanonicalForm(String text) {
        assertThat(ConversationId.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "d",
                "d:",
                "d:9",
                "d:9:",
                "d:10:9",
                "d:9:9",
                "d:9:10:11",
                "d:09:10",
                "d:9:x",
                "D:9:10",
                "g:",
                "g:0",
                "g:-1",
                "g:5:6",
                "g:05",
                "x:5",
                " g:5",
                "g:5 ",
                "5",
                "d::10"
            })
    void refusesEveryOtherText(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ConversationId.parse(text));
    }
}
