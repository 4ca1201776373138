package dev.parley.lab;

import dev.parley.lab.Fact.Accepted;
import dev.parley.lab.Fact.Got;
import dev.parley.lab.Fact.Kept;
import dev.parley.lab.Fact.Linked;
import dev.parley.lab.Fact.Owned;
import dev.parley.lab.Fact.Refused;
import dev.parley.lab.Fact.Sent;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A device that keeps to the contract: it asks for an edge, catches up from its cursor, sends again what was not answered,
 * goes where it is asked to, hangs up on an edge that is silent, and comes back when its connection is over. It notes all it
 * sees. Everything here runs on the one event loop of the {@link Crowd}.
 */
final class Handset {
    private static final long QUIET_MILLIS = 8_000;
    private static final long DEAD_MILLIS = 16_000;
    private static final long ANSWER_MILLIS = 12_000;
    private static final long GREETING_MILLIS = 20_000;
    private static final long LONG_MILLIS = 3_000;
    private static final long BACKOFF_MILLIS = 300;
    private static final long LONGEST_BACKOFF_MILLIS = 4_000;

    final String name;
    final String user;
    private final Crowd crowd;
    private final String token;
    private final Map<String, Send> open = new LinkedHashMap<>();
    private final Map<String, Long> lastSeen = new HashMap<>();
    private final List<String> unacknowledged = new ArrayList<>();
    private Optional<WebSocket> socket = Optional.empty();
    private String cursor = "0";
    private boolean wanted;
    private boolean welcomed;
    private boolean ready;
    private int syncing;
    private int connection;
    private int failures;
    private int refs;
    private long heardAt;

    /** A text on its way, and when it was last sent. */
    private static final class Send {
        final String ref;
        final String conversation;
        final JsonObject frame;
        final long begunAt;
        long sentAt;
        long notBefore;

        Send(String ref, String conversation, JsonObject frame, long begunAt) {
            this.begunAt = begunAt;
            this.ref = ref;
            this.conversation = conversation;
            this.frame = frame;
        }
    }

    Handset(Crowd crowd, String name, String user, String token) {
        this.crowd = crowd;
        this.name = name;
        this.user = user;
        this.token = token;
        crowd.history.add(new Owned(name, user));
    }

    boolean isReady() {
        return ready;
    }

    boolean isWanted() {
        return wanted;
    }

    /** Whether it is where it is wanted, and nothing that it sent waits for an answer. */
    boolean isAtRest() {
        return ready == wanted && open.isEmpty();
    }

    /** Whether it is where it is wanted, and nothing waits for an answer for long. */
    boolean isProgressing() {
        return !wanted || (ready && open.values().stream().noneMatch(send -> crowd.now() - send.begunAt > LONG_MILLIS));
    }

    int openSends() {
        return open.size();
    }

    /** Wants to be connected, or not. */
    void wish(boolean connected) {
        if (wanted != connected) {
            wanted = connected;
            if (connected) {
                connect();
            } else {
                hangUp();
            }
        }
    }

    /** Sends a text of its own to a conversation. */
    void say(String conversation, boolean answers) {
        String ref = name + "-" + refs++;
        JsonObject frame = new JsonObject()
                .put("type", "send")
                .put("ref", ref)
                .put("to", new JsonObject().put("conversation", conversation))
                .put("text", ref);
        if (answers && lastSeen.containsKey(conversation)) {
            frame.put("replyTo", Long.toString(lastSeen.get(conversation)));
        }
        Send send = new Send(ref, conversation, frame, crowd.now());
        open.put(ref, send);
        transmit(send);
    }

    Optional<Long> lastSeen(String conversation) {
        return Optional.ofNullable(lastSeen.get(conversation));
    }

    /** Asks for what follows its cursor, as clients do now and then. */
    void sync() {
        syncing++;
        write(new JsonObject().put("type", "sync").put("cursor", cursor));
    }

    boolean isSyncing() {
        return syncing > 0;
    }

    /** Looks after what is late. */
    void tick() {
        long now = crowd.now();
        if (socket.isPresent() && now - heardAt > DEAD_MILLIS) {
            hangUp();
            comeBack();
        } else if (ready) {
            if (now - heardAt > QUIET_MILLIS) {
                write(new JsonObject().put("type", "heartbeat"));
            }
            acknowledge();
            Collection<Send> late = List.copyOf(open.values());
            late.stream()
                    .filter(send -> now > send.notBefore && now - send.sentAt > ANSWER_MILLIS)
                    .forEach(this::transmit);
        }
    }

    private void transmit(Send send) {
        if (ready) {
            send.sentAt = crowd.now();
            long replyTo = Long.parseLong(send.frame.getString("replyTo", "0"));
            crowd.history.add(new Sent(send.sentAt, name, connection, send.ref, send.conversation, replyTo));
            write(send.frame);
        }
    }

    private void acknowledge() {
        if (!unacknowledged.isEmpty()) {
            write(new JsonObject().put("type", "received").put("ids", new JsonArray(List.copyOf(unacknowledged))));
            unacknowledged.clear();
        }
    }

    private void write(JsonObject frame) {
        socket.ifPresent(open -> open.writeTextMessage(frame.encode()));
    }

    private void connect() {
        connection++;
        int mine = connection;
        crowd.get("/edge", token)
                .compose(answer -> crowd.open(URI.create(answer.getString("url"))))
                .onSuccess(opened -> greet(opened, mine))
                .onFailure(cause -> retry(mine));
    }

    private void retry(int mine) {
        if (mine == connection) {
            comeBack();
        }
    }

    private void comeBack() {
        if (wanted) {
            int mine = ++connection;
            long backoff = Math.min(LONGEST_BACKOFF_MILLIS, BACKOFF_MILLIS << Math.min(failures++, 5));
            crowd.after(backoff / 2 + crowd.dice().nextLong(backoff), () -> {
                if (wanted && mine == connection) {
                    connect();
                }
            });
        }
    }

    private void greet(WebSocket opened, int mine) {
        if (!wanted || mine != connection) {
            opened.close();
            return;
        }
        socket = Optional.of(opened);
        heardAt = crowd.now();
        syncing = 1;
        opened.textMessageHandler(text -> {
            if (mine == connection) {
                heard(new JsonObject(text));
            }
        });
        opened.exceptionHandler(broken -> {});
        opened.closeHandler(closed -> over(mine));
        write(new JsonObject().put("type", "hello").put("token", token).put("cursor", cursor));
        crowd.after(GREETING_MILLIS, () -> {
            if (mine == connection && !ready) {
                hangUp();
                comeBack();
            }
        });
    }

    private void over(int mine) {
        if (mine == connection) {
            hangUp();
            comeBack();
        }
    }

    private void hangUp() {
        connection++;
        if (welcomed) {
            crowd.history.add(new Linked(crowd.now(), name, false));
        }
        welcomed = false;
        ready = false;
        syncing = 0;
        unacknowledged.clear();
        Optional<WebSocket> gone = socket;
        socket = Optional.empty();
        gone.ifPresent(WebSocket::close);
    }

    private void heard(JsonObject frame) {
        heardAt = crowd.now();
        switch (frame.getString("type")) {
            case "welcome" -> welcome();
            case "message" -> message(frame);
            case "synced" -> synced(frame);
            case "accepted" -> accepted(frame);
            case "failed" -> failed(frame);
            case "reconnect" -> leave(frame.getLong("afterMs"));
            default -> {}
        }
    }

    private void welcome() {
        welcomed = true;
        crowd.history.add(new Linked(crowd.now(), name, true));
    }

    private void leave(long afterMillis) {
        int mine = connection;
        crowd.after(Math.max(1, afterMillis), () -> over(mine));
    }

    private void message(JsonObject frame) {
        if (!frame.getString("kind").equals("text")) {
            return;
        }
        Fact.Text text = crowd.text(frame);
        crowd.history.add(new Got(crowd.now(), name, connection, syncing == 0, text));
        lastSeen.put(text.conversation(), text.id());
        if (!text.from().equals(user)) {
            unacknowledged.add(Long.toString(text.id()));
        }
    }

    private void synced(JsonObject frame) {
        cursor = frame.getString("cursor");
        crowd.history.add(new Kept(name, cursor));
        syncing = Math.max(0, syncing - 1);
        if (frame.getBoolean("more", false)) {
            sync();
        } else if (!ready) {
            ready = true;
            failures = 0;
            List.copyOf(open.values()).forEach(this::transmit);
        }
    }

    private void accepted(JsonObject frame) {
        String ref = frame.getString("ref");
        long id = Long.parseLong(frame.getString("id"));
        String conversation = frame.getString("conversation");
        crowd.history.add(new Accepted(crowd.now(), name, ref, id, conversation));
        open.remove(ref);
        lastSeen.put(conversation, id);
    }

    private void failed(JsonObject frame) {
        String ref = frame.getString("ref");
        Send send = open.get(ref);
        crowd.failed(frame.getString("code"));
        if (send == null) {
            return;
        }
        if (frame.getBoolean("retryable")) {
            long pause = Math.max(500, frame.getLong("retryAfterMs", 0L));
            send.notBefore = crowd.now() + pause;
            int mine = connection;
            crowd.after(pause, () -> {
                if (mine == connection && open.containsKey(ref)) {
                    transmit(send);
                }
            });
        } else {
            open.remove(ref);
            crowd.history.add(new Refused(crowd.now(), name, ref, frame.getString("code")));
        }
    }
}
