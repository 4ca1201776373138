package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.node.Accepted;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An edge that goes away, or is full. */
class DrainTest {
    private static final URI OTHER = URI.create("http://other.example:8081");
    private static final Duration LONG = Duration.ofMinutes(10);

    private EdgeFixture edge = new EdgeFixture(false, 2, LONG);

    private final List<TestClient> clients = new ArrayList<>();

    /** Clients first: an edge that stops waits for them. */
    @AfterEach
    void close() {
        clients.forEach(client -> client.socket.close());
        edge.close();
    }

    @Test
    void clientsAreAskedToGoAndMayStayUntilTheirTimeHasCome() {
        another();
        client().join("42/9").socket.close();
        Await.until(() -> edge.node.edge.sessions() == 0);
        TestClient ann = client().join("41/9");
        Future<Void> drained = edge.node.edge.drain();

        JsonObject reconnect = ann.next("reconnect");
        assertThat(reconnect.getInteger("afterMs")).isBetween(0, (int) LONG.toMillis());
        assertThat(reconnect.getString("url")).isEqualTo(OTHER.toString());
        ann.send("r1", 42, "still here").next("accepted");
        assertThat(drained.isComplete()).isFalse();

        ann.socket.close();
        Await.until(drained::isComplete);
        assertThat(edge.node.attached).isEmpty();
    }

    @Test
    void clientsAreAskedToGoEachAtATimeOfItsOwn() {
        edge.close();
        edge = new EdgeFixture(false, 100, LONG);
        another();
        List<TestClient> all = IntStream.rangeClosed(1, 40)
                .mapToObj(device -> client().join("41/" + device))
                .toList();
        edge.node.edge.drain();
        IntSummaryStatistics after = all.stream()
                .mapToInt(client -> client.next("reconnect").getInteger("afterMs"))
                .summaryStatistics();
        int third = (int) LONG.toMillis() / 3;
        assertThat(after.getMin()).isBetween(0, third);
        assertThat(after.getMax()).isBetween(2 * third, 3 * third);
    }

    @Test
    void whoDoesNothingIsGoneSoonAfterTheTimeIsOver() {
        edge.close();
        edge = new EdgeFixture(false, 100, Duration.ofMillis(500));
        another();
        List<TestClient> idle = IntStream.rangeClosed(1, 10)
                .mapToObj(device -> client().join("41/" + device))
                .toList();
        Future<Void> drained = edge.node.edge.drain();
        idle.forEach(client -> assertThat(client.closeCode()).isEqualTo(4512));
        Await.until(drained::isComplete);
        assertThat(edge.node.edge.sessions()).isZero();
    }

    @Test
    void whoStaysIsClosedWhenAllWasAnswered() {
        edge.close();
        edge = new EdgeFixture(false, 2, Duration.ofMillis(1));
        another();
        Promise<Accepted> durable = Promise.promise();
        Promise<Void> asked = Promise.promise();
        edge.node.submitter = (draft, origin) -> {
            asked.complete();
            return durable.future().compose(now -> edge.node.accept(draft, origin));
        };
        TestClient ann = client().join("41/9").send("r1", 42, "in flight");
        Await.until(() -> asked.future().isComplete());
        edge.node.edge.drain();

        ann.next("reconnect");
        edge.vertx.setTimer(1_500, later -> durable.complete());
        ann.next("accepted");
        assertThat(ann.closeCode()).isEqualTo(4512);
    }

    @Test
    void withoutAnotherEdgeNobodyIsKeptWaiting() {
        TestClient ann = client().join("41/9");
        edge.node.edge.drain();
        assertThat(ann.next("reconnect").containsKey("url")).isFalse();
        assertThat(ann.closeCode()).isEqualTo(4512);
    }

    @Test
    void aHelloIsRefusedWhileItDrains() {
        another();
        TestClient early = client().join("42/9");
        TestClient late = client();
        edge.node.edge.drain();
        early.next("reconnect");
        late.next("reconnect");
        late.hello("41/9");
        assertThat(late.closeCode()).isEqualTo(4512);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/sockjs/info", "/sockjs/websocket", "/eventbus/websocket", "/sockjs/1/a/websocket"})
    void newSessionsAreSentElsewhereWhileItDrains(String path) throws Exception {
        another();
        edge.node.edge.drain();
        refused(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/eventbus/info"})
    void aFullEdgeSendsElsewhere(String path) throws Exception {
        another();
        client().join("41/1");
        TestClient second = client().join("41/2");
        refused(path);
        second.socket.close();
        Await.until(() -> edge.node.edge.isOpen());
        client().join("41/3");
    }

    private void refused(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        JsonObject problem = new JsonObject(answer.body());
        assertThat(problem.getString("code")).isEqualTo("unavailable");
        assertThat(problem.getString("url")).isEqualTo(OTHER.toString());
    }

    private TestClient client() {
        TestClient client = edge.client();
        clients.add(client);
        return client;
    }

    private void another() {
        edge.node.otherEdges = List.of(OTHER);
    }
}
