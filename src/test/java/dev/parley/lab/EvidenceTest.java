package dev.parley.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.it.Device;
import dev.parley.it.Rest;
import dev.parley.lab.Fact.Follows;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept for one of two cannot be read. */
class EvidenceTest {
    private final History history = new History();
    private final Crowd crowd = new Crowd(history, List.of(), 1);
    private HttpServer api;

    @BeforeEach
    void start() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", EvidenceTest::answer);
        api.start();
    }

    @AfterEach
    void stop() {
        api.stop(0);
        crowd.close();
    }

    private static void answer(HttpExchange call) throws IOException {
        boolean ann = call.getRequestHeaders().getFirst("Authorization").endsWith("ann");
        boolean list = call.getRequestURI().getPath().endsWith("/conversations");
        byte[] nothing = new JsonObject()
                .put("messages", new JsonArray())
                .put("conversations", new JsonArray())
                .put("cursor", "1")
                .put("more", false)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(ann && list ? 500 : 200, nothing.length);
        call.getResponseBody().write(nothing);
        call.close();
    }

    @Test
    void isToldAndTheOtherIsNotedAllTheSame() {
        List<String> unread = new Evidence(crowd, 1).gather(List.of(person("ann"), person("ben")));

        assertThat(unread).singleElement().asString().contains("ann").contains("500");
        assertThat(history.of(Follows.class)).extracting(Follows::user).containsExactly("ann", "ben");
    }

    private Person person(String name) {
        URI place = URI.create("http://localhost:" + api.getAddress().getPort());
        Device device = new Device(name, "", name, name, name, new Rest(place, Optional.of(name)));
        return new Person(crowd, name, device, 1);
    }
}
