package dev.parley.it;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One WebSocket to an edge. Remembers every frame that arrived. */
final class Socket implements AutoCloseable, WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StringBuilder partial = new StringBuilder();
    private final List<JsonObject> frames = new ArrayList<>();
    private final Consumer<JsonObject> listener;
    private WebSocket socket;
    private CompletableFuture<?> lastWrite = CompletableFuture.completedFuture(null);
    private Optional<Integer> closeCode = Optional.empty();

    private Socket(Consumer<JsonObject> listener) {
        this.listener = listener;
    }

    static Socket open(URI edge) {
        return open(edge, frame -> {});
    }

    /** @param listener called with every frame, on the thread that read it */
    static Socket open(URI edge, Consumer<JsonObject> listener) {
        return open(edge, "/ws", listener);
    }

    /** One to the event-bus bridge. */
    static Socket toEventBus(URI edge) {
        return open(edge, "/eventbus/websocket", frame -> {});
    }

    private static Socket open(URI edge, String path, Consumer<JsonObject> listener) {
        Socket socket = new Socket(listener);
        URI uri = URI.create("ws://" + edge.getAuthority() + path);
        socket.socket = HTTP.newWebSocketBuilder().buildAsync(uri, socket).join();
        return socket;
    }

    /** Writes a frame after those before it. */
    synchronized void frame(JsonObject frame) {
        String text = frame.encode();
        lastWrite = lastWrite.thenCompose(done -> socket.sendText(text, true));
    }

    /** Sends a text to a user and returns its ref. */
    String send(String user, String text) {
        String ref = UUID.randomUUID().toString();
        send(user, ref, text);
        return ref;
    }

    void send(String user, String ref, String text) {
        frame(new JsonObject()
                .put("type", "send")
                .put("ref", ref)
                .put("to", new JsonObject().put("user", user))
                .put("text", text));
    }

    JsonObject awaitAccepted(String ref) {
        return await(frame -> isOf(frame, "accepted") && ref.equals(frame.getString("ref")));
    }

    JsonObject awaitText(String text) {
        return await(frame -> isOf(frame, "message") && text.equals(frame.getString("text")));
    }

    /** The messages that arrived, in their order. */
    List<JsonObject> messages() {
        return of("message");
    }

    synchronized List<JsonObject> of(String type) {
        return frames.stream().filter(frame -> isOf(frame, type)).toList();
    }

    /** The first frame, past or to come, that is such. */
    JsonObject await(Predicate<JsonObject> such) {
        return await(such, PATIENCE);
    }

    /** The same within another time. */
    synchronized JsonObject await(Predicate<JsonObject> such, Duration limit) {
        awaitState(() -> frames.stream().anyMatch(such), limit);
        return frames.stream()
                .filter(such)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such frame among " + frames + ", closed: " + closeCode));
    }

    /** Asks for the rest of the inbox after the first page, and gives all messages of this socket, each id once. */
    List<JsonObject> catchUp() {
        JsonObject page = of("synced").get(0);
        for (int pages = 2; page.getBoolean("more", false); pages++) {
            frame(new JsonObject().put("type", "sync").put("cursor", page.getString("cursor")));
            page = awaitNth("synced", pages);
        }
        Map<String, JsonObject> byId = new LinkedHashMap<>();
        messages().forEach(message -> byId.putIfAbsent(message.getString("id"), message));
        return List.copyOf(byId.values());
    }

    private synchronized JsonObject awaitNth(String type, int nth) {
        awaitState(() -> of(type).size() >= nth, PATIENCE);
        return of(type).get(nth - 1);
    }

    /** The code with which the server closed the socket. */
    synchronized int awaitClose(Duration limit) {
        awaitState(() -> closeCode.isPresent(), limit);
        return closeCode.orElseThrow(() -> new AssertionError("not closed within " + limit));
    }

    synchronized boolean isClosed() {
        return closeCode.isPresent();
    }

    private synchronized void awaitState(BooleanSupplier state, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        long left = limit.toMillis();
        while (!state.getAsBoolean() && left > 0) {
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }

    private static boolean isOf(JsonObject frame, String type) {
        return type.equals(frame.getString("type"));
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            JsonObject frame = new JsonObject(partial.toString());
            partial.setLength(0);
            arrived(frame);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private void arrived(JsonObject frame) {
        listener.accept(frame);
        synchronized (this) {
            frames.add(frame);
            notifyAll();
        }
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        throw new AssertionError("the contract knows text frames only");
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed(code);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable cause) {
        closed(1006);
    }

    private synchronized void closed(int code) {
        closeCode = closeCode.or(() -> Optional.of(code));
        notifyAll();
    }

    @Override
    public void close() {
        socket.abort();
        closed(1006);
    }
}
