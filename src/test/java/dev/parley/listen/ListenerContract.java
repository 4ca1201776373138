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
