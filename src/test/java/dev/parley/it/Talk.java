package dev.parley.it;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** One user who keeps a few sends to another under way, and remembers every ref and what was accepted. */
final class Talk {
    private static final int UNDER_WAY = 8;

    final Device from;
    final Device to;
    final Map<String, String> idByRef = new ConcurrentHashMap<>();
    final ConcurrentLinkedQueue<String> refs = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private final CountDownLatch enough;
    private Socket socket;

    /** @param enough counted down with every accepted message */
    Talk(Device from, Device to, CountDownLatch enough) {
        this.from = from;
        this.to = to;
        this.enough = enough;
    }

    /** Begins to send, and goes on until the socket breaks. */
    void begin(URI edge) {
        socket = Socket.open(edge, this::arrived);
        socket.frame(new JsonObject().put("type", "hello").put("token", from.token()));
        socket.await(frame -> frame.getString("type").equals("synced"));
        for (int i = 0; i < UNDER_WAY; i++) {
            sendNext();
        }
    }

    Socket socket() {
        return socket;
    }

    /** The text of a ref says its place in the talk. */
    String text(String ref) {
        return from.username() + " says " + ref;
    }

    private void arrived(JsonObject frame) {
        if (frame.getString("type").equals("accepted")) {
            idByRef.put(frame.getString("ref"), frame.getString("id"));
            enough.countDown();
            sendNext();
        }
    }

    private void sendNext() {
        String ref = "%s-%06d".formatted(from.username(), number.incrementAndGet());
        refs.add(ref);
        socket.send(to.user(), ref, text(ref));
    }
}
