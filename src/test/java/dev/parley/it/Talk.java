package dev.parley.it;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One user who keeps a few sends to another under way, sends again what failed and may be tried again, and remembers every
 * ref and what was accepted.
 */
final class Talk {
    private static final int UNDER_WAY = 8;
    private static final Executor LATER = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);
    /** So that what is tried is the outage, and not how much the machine can do. */
    private static final Executor SOON = CompletableFuture.delayedExecutor(25, TimeUnit.MILLISECONDS);

    final Device from;
    final Device to;
    final Map<String, String> idByRef = new ConcurrentHashMap<>();
    final ConcurrentLinkedQueue<String> refs = new ConcurrentLinkedQueue<>();
    final Semaphore accepted = new Semaphore(0);
    final Semaphore failed = new Semaphore(0);
    final ConcurrentLinkedQueue<JsonObject> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private volatile boolean ending;
    private volatile Socket socket;

    Talk(Device from, Device to) {
        this.from = from;
        this.to = to;
    }

    /** Begins to send, or goes on with what is not accepted yet, until the socket breaks. */
    void begin(URI edge) {
        socket = Socket.open(edge, this::arrived);
        socket.frame(new JsonObject().put("type", "hello").put("token", from.token()));
        socket.await(frame -> frame.getString("type").equals("synced"));
        List<String> open =
                refs.stream().filter(ref -> !idByRef.containsKey(ref)).toList();
        open.forEach(this::send);
        for (int i = open.size(); i < UNDER_WAY; i++) {
            sendNext();
        }
    }

    /** Sends nothing new, and waits until all that was sent is accepted. */
    void end() {
        ending = true;
        refs.stream().filter(ref -> !idByRef.containsKey(ref)).forEach(socket::awaitAccepted);
        socket.close();
    }

    /** The text of a ref says its place in the talk. */
    String text(String ref) {
        return from.username() + " says " + ref;
    }

    private void arrived(JsonObject frame) {
        switch (frame.getString("type")) {
            case "accepted" -> accepted(frame);
            case "failed" -> failed(frame);
            default -> {}
        }
    }

    private void accepted(JsonObject frame) {
        boolean first = idByRef.put(frame.getString("ref"), frame.getString("id")) == null;
        accepted.release();
        if (first) {
            SOON.execute(this::goOn);
        }
    }

    private void goOn() {
        if (!ending) {
            sendNext();
        }
    }

    private void failed(JsonObject frame) {
        if (frame.getBoolean("retryable")) {
            String ref = frame.getString("ref");
            LATER.execute(() -> send(ref));
        } else {
            refusals.add(frame);
        }
        failed.release();
    }

    private synchronized void sendNext() {
        String ref = "%s-%06d".formatted(from.username(), number.incrementAndGet());
        refs.add(ref);
        send(ref);
    }

    private void send(String ref) {
        socket.send(to.user(), ref, text(ref));
    }
}
