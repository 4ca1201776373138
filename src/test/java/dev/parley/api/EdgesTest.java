package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.EdgeService.Standing;
import dev.parley.model.NodeId;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EdgesTest {
    private final ApiFixture api = new ApiFixture();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void recommendsAnEdgeThatTakesClients() {
        api.edges.learn(standing("a", 0, true));
        api.edges.learn(standing("b", 99, false));

        JsonObject edge = api.get("/api/v1/edge").json();
        assertThat(edge.getString("url")).isEqualTo("https://b.example/chat");
        assertThat(edge.getString("websocket")).isEqualTo("wss://b.example/chat/ws");
        assertThat(edge.getString("sockjs")).isEqualTo("https://b.example/chat/sockjs");
        assertThat(edge.getString("region")).isEqualTo("local");
    }

    @Test
    void saysWhenThereIsNone() {
        api.edges.learn(standing("a", 0, true));
        api.edges.learn(standing("b", 100, false));

        assertThat(api.get("/api/v1/edge").status()).isEqualTo(503);
    }

    @Test
    void knowsItsOwnEdgeBeforeAnyHasToldOfItself() {
        assertThat(api.get("/api/v1/edge").json().getString("url")).isEqualTo("http://localhost:8081");
    }

    private static Standing standing(String name, int sessions, boolean draining) {
        URI url = URI.create("https://" + name + ".example/chat");
        return new Standing(new NodeId(name), "local", url, sessions, 100, 0, draining);
    }
}
