package dev.parley.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.listen.RequestDeadline.Patience;
import dev.parley.servers.RawHttp;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every listener bears from whoever connects. */
public interface ListenerContract {
    /** Where it listens, with {@link #impatient} callers. */
    int port();

    /** Callers who get no more than a moment for a request. */
    static Callers impatient() {
        Duration moment = Duration.ofMillis(600);
        return new Callers(0, new Patience(moment, moment), 0);
    }

    /** Callers who are patient, with bounds for each network. */
    static Callers bounded(int connections, long bytes) {
        return new Callers(connections, new Patience(Duration.ofMinutes(1), Duration.ofMinutes(1)), bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET / HTTP/1.1\r\nX-Long: ",
                "POST / HTTP/1.1\r\nHost: parley\r\nContent-Length: 100000\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: parley\r\nTransfer-Encoding: chunked\r\n\r\n100000\r\n"
            })
    default void whoSendsBytesForEverIsCutOff(String beginning) throws IOException {
        try (RawHttp client = new RawHttp(port())) {
            client.write(beginning);
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (!client.isCut()) {
                assertThat(System.nanoTime()).as("cut off by then").isLessThan(end);
                client.write("x");
            }
        }
    }

    @Test
    default void oneHeaderHasALimit() throws IOException {
        assertThat(status("GET / HTTP/1.1\r\nX-Long: " + "x".repeat(9_000))).isEqualTo(431);
    }

    @Test
    default void allHeadersTogetherHaveALimit() throws IOException {
        assertThat(status("GET / HTTP/1.1\r\n" + "X-Header: some value\r\n".repeat(500)))
                .isEqualTo(431);
    }

    @Test
    default void aPathHasALimit() throws IOException {
        assertThat(status("GET /" + "x".repeat(5_000))).isEqualTo(414);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: []:x\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /?a=% HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    default void whatNobodyCanReadOrOthersMayReadOtherwiseIsRefused(String request) throws IOException {
        try (RawHttp client = new RawHttp(port())) {
            client.write(request + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.all())
                    .startsWith("HTTP/1.")
                    .containsOnlyOnce("HTTP/1.")
                    .contains(" 400 ");
        }
    }

    /** Others on the way may not know chunks, and take the second request for a part of the first, or the other way round. */
    @Test
    default void nothingIsReadBehindChunks() throws IOException {
        String smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
        try (RawHttp client = new RawHttp(port())) {
            client.write("GET /first HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                    + smuggled);
            String answers = client.all();
            assertThat(answers.split("HTTP/1\\.1 ", -1)).as(answers).hasSize(3);
            assertThat(answers).containsOnlyOnce("close");
        }
    }

    /** What watches requests knows HTTP/1 alone. */
    @Test
    default void doesNotSpeakHttp2() throws IOException {
        assertThat(status("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).isNotEqualTo(200);
    }

    private int status(String request) throws IOException {
        try (RawHttp client = new RawHttp(port())) {
            client.write(request);
            return client.status();
        }
    }
}
