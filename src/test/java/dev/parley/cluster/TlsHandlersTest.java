package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.internal.networking.HandlerStatus;
import dev.parley.config.Settings;
import dev.parley.servers.Pem;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What two ends make of what they have to say, with a wire between them that passes any number of bytes at once. */
class TlsHandlersTest {
    private static final int MUCH = 128 * 1024;

    private static MemberCertificate ours;
    private static MemberCertificate theirs;

    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();

    @BeforeAll
    static void read() {
        Vertx vertx = Vertx.vertx();
        ours = MemberCertificate.read(vertx, files(Pem.OURS));
        theirs = MemberCertificate.read(vertx, files(Pem.THEIRS));
        vertx.close().await();
    }

    static Settings.MutualTls files(Pem pem) {
        return new Settings.MutualTls(pem.files(), pem.authority());
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Until nobody has anything to do any more. */
    private void talk(End one, End other, int atOnce) throws IOException {
        boolean isQuiet = false;
        while (!isQuiet) {
            boolean hadOne = one.goOn(atOnce);
            boolean hadOther = other.goOn(atOnce);
            isQuiet = !hadOne && !hadOther;
            pass(one, other, atOnce);
            pass(other, one, atOnce);
        }
    }

    private void pass(End from, End to, int atOnce) throws IOException {
        byte[] bytes = from.write();
        wire.write(bytes);
        to.read(bytes, atOnce);
    }

    @ParameterizedTest
    @CsvSource({"1,3,20000", "7,1,20000", "10000,131072,5000000", "30000,3,400000", "30000,20000,5000000"})
    void whatIsSaidArrivesHoweverLittlePassesOrIsTakenAtOnce(int atOnce, int room, int size) throws IOException {
        End one = new End(ours.engine(true), room);
        End other = new End(ours.engine(false), room);
        one.say(random(size));
        other.say(random(size + 1));

        talk(one, other, atOnce);

        assertThat(other.received.toByteArray()).isEqualTo(random(size));
        assertThat(one.received.toByteArray()).isEqualTo(random(size + 1));
    }

    @Test
    void tenThousandPacketsArriveInTheirOrder() throws IOException {
        End one = new End(ours.engine(true), MUCH);
        End other = new End(ours.engine(false), MUCH);
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            one.say(text(i + " "));
            said.append(i).append(' ');
            pass(one, other, MUCH / 8);
            if (i < 10) {
                talk(one, other, MUCH / 8);
            }
        }
        assertThat(other.received.toString(StandardCharsets.US_ASCII)).isEqualTo(said.toString());
    }

    @Test
    void nothingReadableIsOnTheWireAndNothingAtAllBeforeTheOtherEndHasProvenItself() throws IOException {
        End one = new End(ours.engine(true), MUCH);
        one.say(text("HZC and what only members may know"));
        byte[] first = one.write();

        assertThat(one.out.src().remaining()).as("held back").isEqualTo(34);
        assertThat(one.out.onWrite()).as("asks for no turn meanwhile").isEqualTo(HandlerStatus.BLOCKED);

        End other = new End(ours.engine(false), MUCH);
        other.read(first, first.length);
        talk(one, other, 1_000);
        assertThat(other.received).hasToString("HZC and what only members may know");
        assertThat(new String(first, StandardCharsets.ISO_8859_1) + wire.toString(StandardCharsets.ISO_8859_1))
                .doesNotContain("HZC", "members");
    }

    @Test
    void oneRecordIsHeldAtMostWhileTheNextHandlerHasNoRoom() throws IOException {
        End one = new End(ours.engine(true), MUCH);
        End other = new End(ours.engine(false), MUCH);
        talk(one, other, 1_000);
        one.say(random(30_000));
        byte[] records = one.write();
        other.in.dst(ByteBuffer.allocate(0));

        other.in.src().put(records, 0, 30_000);
        assertThat(other.in.onRead()).isEqualTo(HandlerStatus.DIRTY);
        int left = other.in.src().position();
        assertThat(left).isGreaterThan(30_000 - 17_000);
        assertThat(other.in.onRead()).isEqualTo(HandlerStatus.DIRTY);
        assertThat(other.in.src().position()).isEqualTo(left);
    }

    @Test
    void aWireThatTakesNothingHoldsTheWriterUp() throws IOException {
        End one = new End(ours.engine(true), MUCH);
        talk(one, new End(ours.engine(false), MUCH), 1_000);
        one.say(random(1_000_000));

        assertThat(one.out.onWrite()).isEqualTo(HandlerStatus.DIRTY);
        int left = one.out.src().remaining();
        assertThat(left).isGreaterThan(900_000);
        assertThat(one.out.onWrite()).isEqualTo(HandlerStatus.DIRTY);
        assertThat(one.out.src().remaining()).isEqualTo(left);
    }

    @Test
    void whoIsOfAnotherAuthorityIsRefusedByBothEnds() throws IOException {
        End one = new End(theirs.engine(true), MUCH);
        End other = new End(ours.engine(false), MUCH);
        one.say(text("let me in"));
        other.say(text("secret"));

        talk(one, other, 1_000);

        assertThat(one.closed()).isNotEmpty();
        assertThat(other.closed()).isNotEmpty();
        assertThat(one.received.size() + other.received.size()).isZero();
        assertThat(one.failed).containsExactly(End.ADDRESS);
    }

    @Test
    void whoShowsNoCertificateOrOneOfAnotherAuthorityIsRefused() throws IOException {
        isRefused(Pem.OURS.trusted());
        isRefused(Pem.OURS.trustedBy(Pem.THEIRS));
    }

    private void isRefused(SSLContext stranger) throws IOException {
        SSLEngine engine = stranger.createSSLEngine();
        engine.setUseClientMode(true);
        engine.beginHandshake();
        End one = new End(engine, MUCH);
        End other = new End(ours.engine(false), MUCH);
        one.say(text("let me in"));
        other.say(text("secret"));

        talk(one, other, 1_000);

        assertThat(other.closed()).isEqualTo("refused by TLS");
        assertThat(other.received.size()).isZero();
        assertThat(one.received.size()).isZero();
        assertThat(one.closed()).as("was told why").isEqualTo("refused by TLS");
    }

    @Test
    void whoSpeaksNoTlsIsRefused() throws IOException {
        End other = new End(ours.engine(false), MUCH);
        other.read(text("HZCsome more"), 12);
        talk(new End(ours.engine(true), MUCH), other, 1_000);
        assertThat(other.closed()).isEqualTo("refused by TLS");
        assertThat(other.received.size()).isZero();
    }

    @Test
    void whatWasChangedOnTheWayIsNotTaken() throws IOException {
        End one = new End(ours.engine(true), MUCH);
        End other = new End(ours.engine(false), MUCH);
        one.say(text("true"));
        talk(one, other, 1_000);
        one.say(text("false"));
        byte[] record = one.write();
        record[record.length - 1] ^= 1;
        other.read(record, record.length);
        one.say(text("more"));
        talk(one, other, 1_000);

        assertThat(other.received).hasToString("true");
        assertThat(other.closed()).isEqualTo("refused by TLS");
    }

    @Test
    void whoClosesTlsHasClosedTheChannel() throws IOException {
        SSLEngine engine = ours.engine(true);
        End one = new End(engine, MUCH);
        End other = new End(ours.engine(false), MUCH);
        one.say(text("goodbye"));
        talk(one, other, 1_000);
        engine.closeOutbound();
        ByteBuffer last = ByteBuffer.allocate(MUCH);
        engine.wrap(ByteBuffer.allocate(0), last);

        assertThat(other.received).hasToString("goodbye");
        assertThatThrownBy(() -> other.read(Arrays.copyOf(last.array(), last.position()), MUCH))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void anEndInTheMiddleOfARecordLeavesNothingHalf() throws IOException {
        End one = new End(ours.engine(true), MUCH);
        End other = new End(ours.engine(false), MUCH);
        talk(one, other, 1_000);
        one.say(random(10_000));
        byte[] record = one.write();

        other.read(Arrays.copyOf(record, record.length - 1), MUCH);

        assertThat(other.received.size()).isZero();
        assertThat(other.in.onRead()).isEqualTo(HandlerStatus.CLEAN);
    }
}
