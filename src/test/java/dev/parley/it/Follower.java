package dev.parley.it;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that keeps to the contract on a thread of its own: it asks for an edge, catches up from its cursor, sends again
 * what was not answered or was refused for now, goes when it is asked to, and comes back when its socket is closed. It sends
 * to another all the time.
 */
final class Follower implements AutoCloseable {
    private static final long BETWEEN_SENDS_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int UNDER_WAY = 4;
    private static final long BACKOFF_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    final Device device;
    final Device to;
    /** By ref, the ids that were accepted. */
    final Map<String, String> accepted = new ConcurrentHashMap<>();
    /** By id, the texts of the other that arrived. */
    final Map<String, String> heard = new ConcurrentHashMap<>();

    /** What was refused for good. */
    final Queue<JsonObject> failures = new ConcurrentLinkedQueue<>();
    /** Where it was, one after the other. */
    final Queue<String> edges = new ConcurrentLinkedQueue<>();

    private final Queue<String> refs = new ConcurrentLinkedQueue<>();
    /** By ref, when what was refused for now is to be sent again. */
    private final Map<String, Long> again = new ConcurrentHashMap<>();

    private final Thread thread = new Thread(this::run, "follower");
    private volatile Optional<String> cursor = Optional.of("0");
    private volatile boolean synced;
    private volatile long leaveAt;
    private volatile boolean ending;
    private int seen;

    Follower(Device device, Device to) {
        this.device = device;
        this.to = to;
    }

    Follower begin() {
        thread.start();
        return this;
    }

    /** Sends nothing new, and waits until all is answered. */
    @Override
    public void close() {
        ending = true;
        try {
            thread.join(TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether something was accepted since it was last asked. */
    boolean isTalking() {
        int before = seen;
        seen = accepted.size();
        return before > 0 && seen > before;
    }

    /** Whether this is the edge that it came to last. */
    boolean isOn(URI edge) {
        return edges.stream()
                .reduce((before, after) -> after)
                .filter(edge.toString()::equals)
                .isPresent();
    }

    /** Where it catches up from. */
    Optional<String> cursor() {
        return cursor;
    }

    /** What was sent and not answered. */
    List<String> open() {
        return refs.stream().filter(ref -> !accepted.containsKey(ref)).toList();
    }

    private boolean isDone() {
        return ending && open().isEmpty();
    }

    private void run() {
        while (!isDone()) {
            try {
                connect();
            } catch (RuntimeException | AssertionError noEdge) {
                LockSupport.parkNanos(BACKOFF_NANOS);
            }
        }
    }

    private void connect() {
        String edge = device.rest().get("/edge").expect(200).body().getString("url");
        synced = false;
        leaveAt = Long.MAX_VALUE;
        try (Socket socket = Socket.open(URI.create(edge), this::arrived)) {
            JsonObject hello = new JsonObject().put("type", "hello").put("token", device.token());
            cursor.ifPresent(value -> hello.put("cursor", value));
            socket.frame(hello);
            if (isSynced(socket)) {
                edges.add(edge);
                again.clear();
                open().forEach(ref -> send(socket, ref));
                talk(socket);
            }
        }
    }

    private boolean isSynced(Socket socket) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!synced && !socket.isClosed() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(BETWEEN_SENDS_NANOS);
        }
        return synced;
    }

    private void talk(Socket socket) {
        while (!socket.isClosed() && System.currentTimeMillis() < leaveAt && !isDone()) {
            sendAgain(socket);
            if (!ending && open().size() < UNDER_WAY) {
                String ref = device.username() + "-" + refs.size();
                refs.add(ref);
                send(socket, ref);
            }
            LockSupport.parkNanos(BETWEEN_SENDS_NANOS);
        }
    }

    private void sendAgain(Socket socket) {
        again.forEach((ref, due) -> {
            if (System.currentTimeMillis() >= due && again.remove(ref, due)) {
                send(socket, ref);
            }
        });
    }

    private void send(Socket socket, String ref) {
        socket.send(to.user(), ref, ref);
    }

    private void arrived(JsonObject frame) {
        switch (frame.getString("type")) {
            case "accepted" -> accepted.put(frame.getString("ref"), frame.getString("id"));
            case "failed" -> failed(frame);
            case "message" -> heard(frame);
            case "synced" -> {
                cursor = Optional.of(frame.getString("cursor"));
                synced = true;
            }
            case "reconnect" -> leaveAt = System.currentTimeMillis() + frame.getInteger("afterMs");
            default -> {}
        }
    }

    private void failed(JsonObject frame) {
        if (frame.getBoolean("retryable")) {
            again.put(frame.getString("ref"), System.currentTimeMillis() + frame.getInteger("retryAfterMs", 0));
        } else {
            failures.add(frame);
        }
    }

    /** Takes in a message. */
    void heard(JsonObject message) {
        if (message.getString("from").equals(to.user())) {
            heard.put(message.getString("id"), message.getString("text"));
        }
    }
}
