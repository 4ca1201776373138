package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.FailureCode;
import dev.parley.protocol.ClientFrame.Hello;
import dev.parley.protocol.ClientFrame.Send;
import dev.parley.protocol.ClientFrame.Sync;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
    private static final String EMOJI = "👋";
    private static final String ESCAPED_EMOJI = "\\ud83d\\udc4b";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "5",
                "\"hello\"",
                "[]",
                "[{\"type\":\"heartbeat\"}]",
                "{",
                "{}",
                "{\"type\":\"heartbeat\"",
                "{\"type\":\"heartbeat\"}{}",
                "{\"type\":\"heartbeat\"} x",
                "{\"type\":\"heartbeat\",}",
                "{'type':'heartbeat'}",
                "{\"type\":null}",
                "{\"type\":5}",
                "{\"type\":\"Heartbeat\"}",
                "{\"type\":\"typing\"}",
                "{\"type\":\"heartbeat\",\"type\":\"heartbeat\"}",
                "{\"type\":\"heartbeat\",\"x\":{\"a\":1,\"a\":2}}",
                "{\"type\":\"heartbeat\",\"x\":NaN}",
                "{\"type\":\"heartbeat\",\"x\":[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]}",
                "{\"type\":\"heartbeat\",\"x\":1111111111111111111111111111111111111111111}",
                "{\"type\":\"hello\"}",
                "{\"type\":\"hello\",\"token\":5}",
                "{\"type\":\"hello\",\"token\":\"\"}",
                "{\"type\":\"hello\",\"token\":\"t\",\"cursor\":0}",
                "{\"type\":\"hello\",\"token\":\"t\",\"v\":2}",
                "{\"type\":\"hello\",\"token\":\"t\",\"v\":\"1\"}",
                "{\"type\":\"hello\",\"token\":\"t\",\"v\":1.0}",
                "{\"type\":\"hello\",\"token\":\"t\",\"bkg\":1}",
                "{\"type\":\"hello\",\"token\":\"t\",\"bkg\":\"true\"}",
                "{\"type\":\"sync\"}",
                "{\"type\":\"sync\",\"cursor\":\"0\",\"limit\":0}",
                "{\"type\":\"sync\",\"cursor\":\"0\",\"limit\":1001}",
                "{\"type\":\"sync\",\"cursor\":\"0\",\"limit\":99999999999}",
                "{\"type\":\"received\",\"ids\":\"1\"}",
                "{\"type\":\"received\",\"ids\":[1]}",
                "{\"type\":\"received\",\"ids\":[\"-1\"]}",
                "{\"type\":\"received\",\"ids\":[\"1\",null]}",
                "{\"type\":\"received\",\"ids\":[[\"1\"]]}",
                "{\"type\":\"token\",\"token\":[\"t\"]}",
                "{\"type\":\"send\",\"to\":{\"user\":\"5\"},\"text\":\"x\"}",
                "{\"type\":\"send\",\"ref\":5,\"to\":{\"user\":\"5\"},\"text\":\"x\"}",
                "{\"type\":\"send\",\"ref\":\"\",\"to\":{\"user\":\"5\"},\"text\":\"x\"}",
                "{\"type\":\"send\",\"ref\":\"\\ud83d\",\"to\":{\"user\":\"5\"},\"text\":\"x\"}",
            })
    void refusesWhatIsNoFrame(String json) {
        assertThat(FrameDecoder.decode(json)).isInstanceOfSatisfying(Decoded.Malformed.class, malformed -> {
            assertThat(malformed.failure().code()).isEqualTo(FailureCode.BAD_FRAME);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"text\":\"x\"",
                "\"to\":null,\"text\":\"x\"",
                "\"to\":\"5\",\"text\":\"x\"",
                "\"to\":{},\"text\":\"x\"",
                "\"to\":{\"user\":5},\"text\":\"x\"",
                "\"to\":{\"user\":\"05\"},\"text\":\"x\"",
                "\"to\":{\"user\":\"99999999999999999999\"},\"text\":\"x\"",
                "\"to\":{\"user\":\"5\",\"conversation\":\"g:1\"},\"text\":\"x\"",
                "\"to\":{\"conversation\":\"d:2:1\"},\"text\":\"x\"",
                "\"to\":{\"conversation\":\"d:1:1\"},\"text\":\"x\"",
                "\"to\":{\"conversation\":\"g:x\"},\"text\":\"x\"",
                "\"to\":{\"user\":\"5\"}",
                "\"to\":{\"user\":\"5\"},\"text\":\"\"",
                "\"to\":{\"user\":\"5\"},\"text\":7",
                "\"to\":{\"user\":\"5\"},\"text\":{\"a\":[1]}",
                "\"to\":{\"user\":\"5\"},\"text\":\"\\ud83d\"",
                "\"to\":{\"user\":\"5\"},\"text\":\"\\udc4b\\ud83d\"",
                "\"to\":{\"user\":\"5\"},\"text\":\"x\",\"replyTo\":1",
                "\"to\":{\"user\":\"5\"},\"text\":\"x\",\"mentions\":[1]",
                "\"to\":{\"user\":\"5\"},\"text\":\"x\",\"mentions\":{}",
            })
    void namesTheRefOfASendThatIsWrong(String fields) {
        String refFirst = "{\"type\":\"send\",\"ref\":\"r\"," + fields + "}";
        String refLast = "{" + fields + ",\"ref\":\"r\",\"type\":\"send\"}";
        for (String json : new String[] {refFirst, refLast}) {
            assertThat(FrameDecoder.decode(json)).isInstanceOfSatisfying(Decoded.RefusedSend.class, refused -> {
                assertThat(refused.ref()).isEqualTo("r");
                assertThat(refused.failure().code()).isEqualTo(FailureCode.INVALID);
                assertThat(refused.failure().field()).isPresent();
            });
        }
    }

    @Test
    void takesAHundredThousandEmojiRawAndEscaped() {
        for (String emoji : new String[] {EMOJI, ESCAPED_EMOJI}) {
            String frame = send(emoji.repeat(Limits.TEXT_CODE_POINTS));
            assertThat(frame.length()).isLessThan(Limits.FRAME_BYTES);
            assertThat(FrameDecoder.decode(frame)).isInstanceOfSatisfying(Decoded.Valid.class, valid -> {
                String text = ((Send) valid.frame()).content().text();
                assertThat(text.codePointCount(0, text.length())).isEqualTo(Limits.TEXT_CODE_POINTS);
            });
        }
    }

    @Test
    void refusesOneCharacterMore() {
        for (String character : new String[] {EMOJI, ESCAPED_EMOJI, "a"}) {
            Decoded decoded = FrameDecoder.decode(send(character.repeat(Limits.TEXT_CODE_POINTS + 1)));
            assertThat(decoded).isInstanceOfSatisfying(Decoded.RefusedSend.class, refused -> {
                assertThat(refused.failure().code()).isEqualTo(FailureCode.TEXT_TOO_LONG);
            });
        }
    }

    @Test
    void skipsUnknownFieldsAndTreatsNullAsLeftOut() {
        String hello = "{\"new\":{\"deep\":[1,{}]},\"type\":\"hello\",\"token\":\"t\",\"cursor\":null,\"text\":9}";
        assertThat(valid(hello)).isInstanceOfSatisfying(Hello.class, frame -> assertThat(frame.cursor())
                .isEmpty());
        assertThat(valid("{\"type\":\"sync\",\"cursor\":\"0\",\"limit\":null}"))
                .isEqualTo(new Sync("0", Limits.SYNC_LIMIT_DEFAULT));
    }

    @Test
    void countsListsUpToTheirLimit() {
        assertThat(received(Limits.IDS_PER_RECEIVED)).isInstanceOf(Decoded.Valid.class);
        assertThat(received(Limits.IDS_PER_RECEIVED + 1)).isInstanceOf(Decoded.Malformed.class);
        assertThat(received(Limits.IDS_PER_RECEIVED * 10)).isInstanceOf(Decoded.Malformed.class);
    }

    private static Decoded received(int ids) {
        String list = "\"1\",".repeat(ids);
        return FrameDecoder.decode("{\"type\":\"received\",\"ids\":[" + list.substring(0, list.length() - 1) + "]}");
    }

    private static String send(String text) {
        return "{\"type\":\"send\",\"ref\":\"r\",\"to\":{\"user\":\"5\"},\"text\":\"" + text + "\"}";
    }

    private static ClientFrame valid(String json) {
        return ((Decoded.Valid) FrameDecoder.decode(json)).frame();
    }
}
