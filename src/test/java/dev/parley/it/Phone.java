package dev.parley.it;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One device as a well-behaved client drives it: it keeps the cursor that it was given, applies what comes by live frames
 * and by sync alike, drops ids that it has, and acknowledges what it gets. Frames come on the socket's thread.
 */
final class Phone {
    final Device device;
    final int owner;
    private final Map<String, Map<Long, Text>> texts = new ConcurrentHashMap<>();
    private Optional<Socket> socket = Optional.empty();
    private final Map<String, Long> read = new ConcurrentHashMap<>();
    private volatile String cursor = "0";

    /** A text as it is shown here; an amendment may come before what it amends. */
    private record Text(String from, String text, long amendedBy, boolean known) {
        static final Text UNKNOWN = new Text("", "", 0, false);

        Text original(JsonObject message) {
            boolean changed = message.containsKey("editedAt") || message.containsKey("deletedAt");
            return amendedBy > 0
                    ? new Text(message.getString("from"), text, amendedBy, true)
                    : new Text(message.getString("from"), message.getString("text"), changed ? 1 : 0, true);
        }

        Text amended(long by, String now) {
            return by > amendedBy ? new Text(from, now, by, known) : this;
        }
    }

    Phone(Device device, int owner) {
        this.device = device;
        this.owner = owner;
    }

    boolean isConnected() {
        return socket.filter(open -> !open.isClosed()).isPresent();
    }

    void connect(URI edge) {
        disconnect();
        Socket opened = Socket.open(edge, this::arrived);
        opened.frame(new JsonObject()
                .put("type", "hello")
                .put("token", device.token())
                .put("cursor", cursor));
        socket = Optional.of(opened);
        opened.await(frame -> frame.getString("type").equals("synced"));
        read.forEach(this::tellRead);
    }

    void disconnect() {
        socket.ifPresent(Socket::close);
        socket = Optional.empty();
    }

    /** Sends, and waits for the answer, {@code accepted} or {@code failed}; what is accepted is shown here at once. */
    JsonObject send(JsonObject send) {
        String ref = UUID.randomUUID().toString();
        Socket open = socket.orElseThrow();
        open.frame(send.put("type", "send").put("ref", ref));
        JsonObject answer = open.await(frame ->
                ref.equals(frame.getString("ref")) && !frame.getString("type").equals("message"));
        if (answer.getString("type").equals("accepted")) {
            show(new JsonObject()
                    .put("kind", "text")
                    .mergeIn(send)
                    .mergeIn(answer)
                    .put("from", device.user()));
        }
        return answer;
    }

    /** Marks as read, and says so again on every connection, for the frame has no answer. */
    void read(String conversation, long id) {
        read.merge(conversation, id, Math::max);
        tellRead(conversation, id);
    }

    private void tellRead(String conversation, long id) {
        frame(new JsonObject()
                .put("type", "read")
                .put("conversation", conversation)
                .put("id", Long.toString(id)));
    }

    /** Asks for what follows its cursor, as a client does every five minutes. */
    void sync() {
        frame(new JsonObject().put("type", "sync").put("cursor", cursor));
    }

    void frame(JsonObject frame) {
        socket.orElseThrow().frame(frame);
    }

    /** What this device shows of a conversation, in the words of {@link World.Said#state}. */
    Map<Long, String> shown(String conversation, Map<String, Integer> cast) {
        Map<Long, String> shown = new TreeMap<>();
        texts.getOrDefault(conversation, Map.of()).forEach((id, text) -> shown.put(id, state(text, cast)));
        return shown;
    }

    List<String> conversations() {
        return List.copyOf(texts.keySet());
    }

    private static String state(Text text, Map<String, Integer> cast) {
        String from = String.valueOf(cast.get(text.from()));
        boolean changed = text.amendedBy() > 0;
        return from + (changed ? text.text().isEmpty() ? " deleted" : " edited " + text.text() : " " + text.text());
    }

    private void arrived(JsonObject frame) {
        switch (frame.getString("type")) {
            case "message" -> message(frame);
            case "synced" -> cursor = frame.getString("cursor");
            case "accepted", "failed", "welcome", "receipt", "typing", "presence", "event", "heartbeat" -> {}
            default -> throw new AssertionError("a frame that was not expected: " + frame);
        }
    }

    private void message(JsonObject message) {
        show(message);
        if (!message.getString("from").equals(device.user())) {
            socket.ifPresent(open -> open.frame(
                    new JsonObject().put("type", "received").put("ids", new JsonArray().add(message.getString("id")))));
        }
    }

    private void show(JsonObject message) {
        long id = Long.parseLong(message.getString("id"));
        String conversation = message.getString("conversation");
        switch (message.getString("kind")) {
            case "text" -> change(conversation, id, message);
            case "edit", "delete" -> amend(conversation, id, message);
            default -> {}
        }
    }

    private void change(String conversation, long id, JsonObject message) {
        log(conversation).merge(id, Text.UNKNOWN.original(message), (shown, fresh) -> shown.original(message));
    }

    private void amend(String conversation, long id, JsonObject message) {
        long target = Long.parseLong(message.getString("target"));
        String text = message.getString("text", "");
        log(conversation).merge(target, Text.UNKNOWN.amended(id, text), (shown, fresh) -> shown.amended(id, text));
    }

    private Map<Long, Text> log(String conversation) {
        return texts.computeIfAbsent(conversation, first -> new ConcurrentHashMap<>());
    }
}
