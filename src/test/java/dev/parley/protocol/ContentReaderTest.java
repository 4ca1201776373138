package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.model.Content;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.MessageId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentReaderTest {
    @Test
    void readsABody() {
        Content content = ContentReader.readBody("{\"text\":\"hi\",\"ref\":\"r\",\"replyTo\":\"7\",\"other\":[]}");
        assertThat(content).isEqualTo(new Content("r", "hi", Optional.of(new MessageId(7)), List.of()));
    }

    @Test
    void tellsBadJsonFromABadField() {
        assertThat(failure("{\"ref\":").code()).isEqualTo(FailureCode.BAD_JSON);
        assertThat(failure("[]").code()).isEqualTo(FailureCode.BAD_JSON);
        assertThat(failure("{\"ref\":\"r\",\"text\":5}").field()).contains("text");
        assertThat(failure("{\"text\":\"x\"}").field()).contains("ref");
        assertThat(failure("{\"ref\":\"r\",\"text\":\"" + "x".repeat(100_001) + "\"}")
                        .code())
                .isEqualTo(FailureCode.TEXT_TOO_LONG);
    }

    private static Failure failure(String json) {
        return catchThrowableOfType(Failure.class, () -> ContentReader.readBody(json));
    }
}
