package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.ApiFixture.Reply;
import dev.parley.servers.RawHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies made to cost the server more than the client, or to mean two things. Accounts are never asked: nobody serves them here. */
class HostileBodiesTest {
    private static final String SIGN_UP = "{\"username\": \"ann\", \"password\": \"12345678\"}";
    private static final String USERS = "/api/v1/users";
    private static final String MESSAGES = "/api/v1/conversations/d:1:2/messages";

    private static ApiFixture api;

    @BeforeAll
    static void start() {
        api = new ApiFixture();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    /** Neither the honest nor the bomb is inflated. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "x-gzip"})
    void compressedBodiesAreTakenAsTheyAre(String encoding) throws IOException {
        assertThat(compressed(USERS, encoding, gzip(SIGN_UP)).code()).isEqualTo("bad_json");
        byte[] bomb = gzip("{\"username\": \"" + " ".repeat(10_000_000) + "\"}");
        assertThat(bomb).as("small enough to get past the limit").hasSizeLessThan(16 * 1024);
        assertThat(compressed(USERS, encoding, bomb).code()).isEqualTo("bad_json");
        assertThat(compressed(MESSAGES, encoding, bomb).code()).isEqualTo("bad_json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                USERS + "| {\"username\": \"ann\", \"username\": \"bob\", \"password\": \"12345678\"}",
                "/api/v1/sessions| {\"username\": \"a\", \"password\": \"p\", \"device\": {\"name\": \"x\", \"name\": \"y\"}}",
                MESSAGES + "| {\"ref\": \"r\", \"text\": \"x\", \"text\": \"y\"}",
                MESSAGES + "| {\"ref\": \"r\", \"text\": \"x\", \"\\u0074ext\": \"y\"}",
                MESSAGES + "| {\"ref\": \"r\", \"text\": \"x\", \"unknown\": {\"a\": 1, \"a\": 2}}"
            })
    void aFieldThatIsThereTwiceIsRefused(String path, String body) {
        assertThat(api.call("POST", path, body).code()).isEqualTo("bad_json");
    }

    @ParameterizedTest
    @ValueSource(strings = {USERS, MESSAGES})
    void depthIsBounded(String path) {
        for (String open : new String[] {"[", "{\"a\":"}) {
            assertThat(api.call("POST", path, "{\"deep\": " + open.repeat(2_500))
                            .code())
                    .isEqualTo("bad_json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1" + "00000000000000000000000000000000000000000000"})
    void numbersAreBounded(String number) {
        assertThat(api.call("POST", USERS, "{\"username\": " + number + "}").code())
                .isIn("bad_json", "invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x"})
    void noBodyIsReadAsAForm(String type) {
        for (String body : List.of("a=%zz&b", "{\"username\": \"a%zz&b=c\"}", "--x\r\n", "a&".repeat(5_000))) {
            Reply reply = api.send(api.request("POST", USERS, body).setHeader("Content-Type", type));
            assertThat(reply.code()).as(body).isIn("bad_json", "invalid");
        }
    }

    /** Before a single byte of it was sent. */
    @ParameterizedTest
    @CsvSource({USERS + ",16385", MESSAGES + ",1572865", USERS + ",99999999999"})
    void sizeIsKnownBeforeTheBodyIsRead(String path, String length) throws IOException {
        assertThat(status(path, "Content-Length: " + length, "")).isEqualTo(413);
    }

    @Test
    void sizeIsCountedWhereNobodySaidIt() throws IOException {
        String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
        assertThat(status(USERS, "Transfer-Encoding: chunked", chunk + chunk)).isEqualTo(413);
    }

    @Test
    void withoutATokenNoBodyIsRead() throws IOException {
        try (RawHttp client = new RawHttp(api.port())) {
            client.write("POST " + MESSAGES + " HTTP/1.1\r\nHost: parley\r\nContent-Length: 1000000\r\n\r\n");
            assertThat(client.status()).isEqualTo(401);
        }
    }

    private static int status(String path, String header, String body) throws IOException {
        try (RawHttp client = new RawHttp(api.port())) {
            client.write("POST " + path + " HTTP/1.1\r\nHost: parley\r\nAuthorization: Bearer " + ApiFixture.ANNS_TOKEN
                    + "\r\n" + header + "\r\n\r\n" + body);
            return client.status();
        }
    }

    private static Reply compressed(String path, String encoding, byte[] body) {
        return api.send(api.request("POST", path, "")
                .header("Authorization", "Bearer " + ApiFixture.ANNS_TOKEN)
                .header("Content-Encoding", encoding)
                .method("POST", BodyPublishers.ofByteArray(body)));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
