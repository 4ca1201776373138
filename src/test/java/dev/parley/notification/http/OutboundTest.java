package dev.parley.notification.http;

import static dev.parley.accounts.TestPeople.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.notification.Receipt;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Posting to addresses that users name. */
class OutboundTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private Receiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = new Receiver(vertx);
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @Test
    void postsWhereItIsAllowed() throws Exception {
        Reply reply = await(post(true, receiver.url("/hook?a=b")));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(receiver.got).singleElement().satisfies(delivery -> {
            assertThat(delivery.path()).isEqualTo("/hook");
            assertThat(delivery.headers()).containsEntry("x-test", "yes").containsKey("host");
            assertThat(delivery.body()).isEqualTo(Buffer.buffer("body"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "2130706433"})
    void goesNowhereInside(String host) throws Exception {
        Receipt receipt = await(post(false, "http://" + host + ":" + receiver.port() + "/")
                .<Receipt>map(reply -> new Receipt.Sent())
                .otherwise(Unreachable::receipt));
        assertThat(receipt).isEqualTo(new Receipt.Refused("private"));
        assertThat(receiver.got).isEmpty();
    }

    /** A name that shows another address to each question cannot lead elsewhere than was checked. */
    @Test
    void connectsToTheAddressThatWasCheckedAndAsksOnce() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Names names = new Names(vertx, true, host -> new InetAddress[] {
            InetAddress.getByAddress(host, new byte[] {127, 0, 0, (byte) asked.incrementAndGet()})
        });
        String url = "http://bot.invalid:" + receiver.port() + "/";
        assertThat(await(post(new Outbound(vertx, names, Duration.ofSeconds(20)), url))
                        .status())
                .isEqualTo(200);
        assertThat(receiver.got).singleElement().satisfies(delivery -> assertThat(delivery.headers())
                .containsEntry("host", "bot.invalid:" + receiver.port()));
        assertThat(asked).hasValue(1);
    }

    @Test
    void followsNoRedirect() throws Exception {
        receiver.answer = (delivery, response) -> response.setStatusCode(307)
                .putHeader("Location", receiver.url("/elsewhere"))
                .end();
        Reply reply = await(post(true, receiver.url("/")));
        assertThat(reply.receipt(NOW)).isEqualTo(new Receipt.Refused("status_3xx"));
        assertThat(receiver.got).hasSize(1);
    }

    @Test
    void readsNoMoreOfAnAnswerThanItNeeds() throws Exception {
        receiver.answer = (delivery, response) -> {
            response.setChunked(true);
            vertx.setPeriodic(1, tick -> {
                if (!response.closed()) {
                    response.write(Buffer.buffer(new byte[1024]));
                }
            });
        };
        assertThat(await(post(true, receiver.url("/"))).status()).isEqualTo(200);
    }

    @Test
    void triesLaterWhereNobodyAnswers() throws Exception {
        int port = receiver.port();
        receiver.close();
        Receipt receipt = await(post(true, "http://127.0.0.1:" + port + "/")
                .<Receipt>map(reply -> new Receipt.Sent())
                .otherwise(Unreachable::receipt));
        assertThat(receipt).isEqualTo(new Receipt.Later("connection", Optional.empty(), true));
    }

    @Test
    void makesOfAnAnswerWhatHttpSays() {
        assertThat(receipt(201, "")).isEqualTo(new Receipt.Sent());
        assertThat(receipt(404, "")).isEqualTo(new Receipt.Gone("gone"));
        assertThat(receipt(410, "")).isEqualTo(new Receipt.Gone("gone"));
        assertThat(receipt(400, "")).isEqualTo(new Receipt.Refused("status_4xx"));
        assertThat(receipt(500, "")).isEqualTo(new Receipt.Later("status_5xx", Optional.empty(), true));
        assertThat(receipt(503, "7"))
                .isEqualTo(new Receipt.Later("status_5xx", Optional.of(Duration.ofSeconds(7)), true));
        assertThat(receipt(429, "Sat, 21 Nov 2026 08:01:00 GMT"))
                .isEqualTo(new Receipt.Later("too_many", Optional.of(Duration.ofMinutes(1)), false));
        assertThat(receipt(429, "soon")).isEqualTo(new Receipt.Later("too_many", Optional.empty(), false));
        assertThat(receipt(429, "999999999"))
                .isEqualTo(new Receipt.Later("too_many", Optional.of(Duration.ofHours(24)), false));
    }

    private static Receipt receipt(int status, String retryAfter) {
        return new Reply(status, Optional.of(retryAfter).filter(text -> !text.isEmpty()), "").receipt(NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.53",
                "169.254.169.254",
                "172.31.255.255",
                "192.168.0.1",
                "198.19.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "fe80::1",
                "fd00::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "2001:0:a00:1::",
                "2001:db8::1"
            })
    void knowsWhatIsInside(String address) throws UnknownHostException {
        assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::1"})
    void knowsWhatIsOutside(String address) throws UnknownHostException {
        assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isTrue();
    }

    private Future<Reply> post(boolean allowPrivate, String url) {
        return post(new Outbound(vertx, allowPrivate), url);
    }

    private Future<Reply> post(Outbound outbound, String url) {
        return Future.future(promise -> context.runOnContext(
                now -> outbound.post(URI.create(url), Map.of("X-Test", "yes"), Buffer.buffer("body"))
                        .onComplete(promise)));
    }
}
