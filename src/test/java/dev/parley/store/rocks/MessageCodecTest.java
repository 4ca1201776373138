package dev.parley.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Annotations;
import dev.parley.model.Message;
import dev.parley.model.Message.Kind;
import dev.parley.model.MessageId;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Messages as bytes. */
class MessageCodecTest {
    /** "hello" from user 1 in answer to message 7, naming user 2, with the ref "r", as the first version wrote it. */
    private static final byte[] FIRST = HexFormat.of()
            .parseHex("01" + "01" + "0000000000000001" + "0000000000000007" + "00000001" + "0000000000000002"
                    + "00000001" + "72" + "00000005" + "68656c6c6f");

    private static final byte[] SECOND = HexFormat.of()
            .parseHex("02" + "01" + "0000000000000001" + "0000000000000007" + "0000000000000000"
                    + "0000000000000009" + "00000005" + "00000001" + "0000000000000002" + "00000001" + "72"
                    + "68656c6c6f");

    private static final Message PLAIN = message(Kind.TEXT, "hello");

    private static Message message(Kind kind, String text) {
        return new Message(
                new MessageId(8),
                Sample.CHAT,
                Sample.ANN,
                kind,
                "r",
                text,
                Optional.of(new MessageId(7)),
                List.of(Sample.BOB));
    }

    private static Message amended(String text) {
        return PLAIN.amendedBy(new Message(
                new MessageId(9),
                Sample.CHAT,
                Sample.ANN,
                Kind.EDIT,
                "e",
                text,
                Optional.empty(),
                List.of(Sample.BOB)));
    }

    @Test
    void readsWhatTheFirstVersionWrote() {
        assertThat(decode(FIRST)).isEqualTo(PLAIN);
    }

    @Test
    void writesTheSecondVersionAndReadsIt() {
        assertThat(MessageCodec.encode(amended("hello"))).isEqualTo(SECOND);
        assertThat(decode(SECOND)).isEqualTo(amended("hello"));
    }

    /** A release that knows of no annotations reads as far as the text. */
    @Test
    void writesAnnotationsBehindTheText() {
        Message annotated = amended("hello").annotated(new Annotations(Map.of("tone", "\u00fc", "a", "b")));
        String behind = "00000001" + "61" + "00000001" + "62" + "00000004" + "746f6e65" + "00000002" + "c3bc";

        assertThat(HexFormat.of().formatHex(MessageCodec.encode(annotated)))
                .isEqualTo(HexFormat.of().formatHex(SECOND) + behind);
        assertThat(decode(MessageCodec.encode(annotated))).isEqualTo(annotated);
    }

    @Test
    void keepsWhatAnEntryIsAbout() {
        Message about = new Message(
                new MessageId(8),
                Sample.CHAT,
                Sample.ANN,
                Kind.MEMBERSHIP,
                "",
                "added",
                Optional.empty(),
                List.of(),
                Optional.of(Long.MAX_VALUE),
                Optional.empty());

        assertThat(decode(MessageCodec.encode(about))).isEqualTo(about);
    }

    @Test
    void refusesALaterVersion() {
        byte[] later = SECOND.clone();
        later[0] = 3;

        assertThatThrownBy(() -> decode(later)).hasMessage("message 8 is written in version 3");
    }

    @Test
    void tellsByTheHeadWhatSomebodyHasNotRead() {
        assertThat(isUnread(FIRST)).isTrue();
        assertThat(isUnread(MessageCodec.encode(PLAIN))).isTrue();
        assertThat(isUnread(MessageCodec.encode(amended("better")))).isTrue();
        assertThat(isUnread(MessageCodec.encode(amended("")))).isFalse();
        assertThat(isUnread(MessageCodec.encode(message(Kind.EDIT, "")))).isFalse();
        assertThat(isUnread(MessageCodec.encode(message(Kind.GROUP, "name")))).isFalse();
        assertThat(MessageCodec.isTextOfAnother(head(FIRST), Sample.ANN)).isFalse();
        assertThat(MessageCodec.isTextOfAnother(head(SECOND), Sample.ANN)).isFalse();
    }

    private static boolean isUnread(byte[] encoded) {
        return MessageCodec.isTextOfAnother(head(encoded), Sample.BOB);
    }

    private static ByteBuffer head(byte[] encoded) {
        return ByteBuffer.wrap(encoded, 0, Math.min(MessageCodec.HEAD, encoded.length));
    }

    private static Message decode(byte[] encoded) {
        return MessageCodec.decode(new MessageId(8), Sample.CHAT, encoded);
    }
}
