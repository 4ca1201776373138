package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @ParameterizedTest
    @CsvSource({
        "message, MESSAGE",
        "accepted, ACCEPTED",
        "failed, FAILED",
        "welcome, WELCOME",
        "synced, SYNCED",
        "heartbeat, HEARTBEAT",
        "receipt, RECEIPT",
        "typing, TYPING",
        "presence, PRESENCE",
        "reconnect, RECONNECT",
        "error, ERROR",
        "token, OTHER"
    })
    void knowsTheFramesOfTheContract(String name, Frame.Type type) throws IOException {
        assertThat(golden(name).type()).isEqualTo(type);
    }

    @Test
    void readsTheFieldsItNeeds() throws IOException {
        assertThat(golden("message").number("id")).isEqualTo(250000000000000000L);
        assertThat(golden("message").text("conversation")).contains("d:41:42");
        assertThat(golden("synced").text("cursor")).contains("AQ");
        assertThat(golden("synced").isTrue("reset")).isTrue();
        assertThat(golden("synced").isTrue("more")).isFalse();
        assertThat(golden("failed").text("code")).contains("rate_limited");
        assertThat(golden("heartbeat").text("cursor")).isEmpty();
        assertThat(golden("heartbeat").number("id")).isZero();
    }

    @Test
    void typeNeedNotComeFirst() {
        assertThat(new Frame("{\"id\":\"7\",\"type\":\"message\"}").type()).isEqualTo(Frame.Type.MESSAGE);
    }

    @Test
    void whatIsQuotedInsideATextIsNoField() {
        Frame frame = new Frame(
                "{\"type\":\"message\",\"text\":\"\\\"id\\\":\\\"9\\\",\\\"ref\\\":\\\"1.2.3.4\\\"\",\"id\":\"7\"}");

        assertThat(frame.number("id")).isEqualTo(7);
        assertThat(frame.stamp("ref")).isEmpty();
    }

    @Test
    void aStampIsReadBackWhateverFollowsIt() {
        Stamp stamp = new Stamp(17, 3, 250, 123_456_789_012L);

        assertThat(new Frame("{\"text\":\"" + stamp + "......\"}").stamp("text"))
                .contains(stamp);
        assertThat(new Frame("{\"ref\":\"" + stamp + "\"}").stamp("ref")).contains(stamp);
    }

    @ParameterizedTest
    @CsvSource({"hello", "1.2.3", "1.2.3.", "1..3.4", "1.2.x.4", "''"})
    void whatOthersWroteIsNoStamp(String text) {
        assertThat(new Frame("{\"text\":\"" + text + "\"}").stamp("text")).isEmpty();
    }

    private static Frame golden(String name) throws IOException {
        return new Frame(
                Files.readString(GOLDEN.resolve("server-" + name + ".json")).trim());
    }
}
