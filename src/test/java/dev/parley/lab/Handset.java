package dev.parley.lab;

import dev.parley.lab.Fact.Accepted;
import dev.parley.lab.Fact.Got;
import dev.parley.lab.Fact.Kept;
import dev.parley.lab.Fact.Kind;
import dev.parley.lab.Fact.Linked;
import dev.parley.lab.Fact.Marked;
import dev.parley.lab.Fact.Owned;
import dev.parley.lab.Fact.Receipt;
import dev.parley.lab.Fact.Refused;
import dev.parley.lab.Fact.Sent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A device that keeps to the contract, by whatever {@link Link} it has: it catches up from its cursor, sends again what was not
 * answered, goes where it is asked to, hangs up on a server that is silent, and comes back when its link is over. It notes all
 * it sees. Everything here runs on the one event loop of the {@link Crowd}.
 */
final class Handset {
    private static final long QUIET_MILLIS = 8_000;
    private static final long DEAD_MILLIS = 16_000;
    private static final long ANSWER_MILLIS = 12_000;
    private static final long GREETING_MILLIS = 20_000;
    private static final long LONG_MILLIS = 3_000;
    private static final long BACKOFF_MILLIS = 300;
    private static final long LONGEST_BACKOFF_MILLIS = 4_000;

    /** How many of its user's texts a device remembers, to change them. */
    private static final int MOST_OWN = 12;

    final String name;
    final String user;
    private final Crowd crowd;
    private final String token;
    private final Link.Kind kind;
    private final Map<String, Send> open = new LinkedHashMap<>();
    private final Map<String, Long> lastSeen = new HashMap<>();
    private final Deque<Own> own = new ArrayDeque<>();
    private final List<String> unacknowledged = new ArrayList<>();
    private Optional<Link> link = Optional.empty();
    private String cursor = "0";
    private boolean wanted;
    private boolean welcomed;
    private boolean ready;
    private int syncing;
    private int connection;
    private int failures;
    private int refs;
    private long heardAt;

    /** A text of the device's user. */
    private record Own(String conversation, long id) {}

    Handset(Crowd crowd, String name, String user, String token, Link.Kind kind) {
        this.crowd = crowd;
        this.name = name;
        this.user = user;
        this.token = token;
        this.kind = kind;
        crowd.history.add(new Owned(name, user, kind));
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

    /** Sends a text to a conversation. */
    void say(String conversation, boolean answers) {
        send(conversation, Kind.TEXT, answers ? lastSeen.getOrDefault(conversation, 0L) : 0);
    }

    /** Edits or deletes one of the last texts of its user, if it knows any. */
    void amend(Kind how) {
        if (!own.isEmpty()) {
            Own text = List.copyOf(own).get(crowd.dice().nextInt(own.size()));
            send(text.conversation(), how, text.id());
        }
    }

    private void send(String conversation, Kind what, long names) {
        Send send = new Send(name + "-" + refs++, conversation, what, names, crowd.now());
        open.put(send.ref, send);
        transmit(send);
    }

    /** Says that its user has read a conversation as far as it was shown. */
    void read(String conversation) {
        lastSeen(conversation).ifPresent(id -> {
            crowd.history.add(new Marked(crowd.now(), name, conversation, id));
            write(new JsonObject()
                    .put("type", "read")
                    .put("conversation", conversation)
                    .put("id", Long.toString(id)));
        });
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
        if (link.isPresent() && now - heardAt > DEAD_MILLIS) {
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
            crowd.history.add(
                    new Sent(send.sentAt, name, connection, send.ref, send.conversation, send.kind, send.names));
            write(send.frame());
        }
    }

    private void acknowledge() {
        if (!unacknowledged.isEmpty()) {
            write(new JsonObject().put("type", "received").put("ids", new JsonArray(List.copyOf(unacknowledged))));
            unacknowledged.clear();
        }
    }

    private void write(JsonObject frame) {
        link.ifPresent(open -> open.write(frame));
    }

    private void connect() {
        connection++;
        int mine = connection;
        crowd.web()
                .link(kind, token, new Listening(mine))
                .onSuccess(opened -> greet(opened, mine))
                .onFailure(cause -> retry(mine));
    }

    /** Listens to one link, as long as it is the device's. */
    private final class Listening implements Link.Ear {
        private final int mine;

        Listening(int mine) {
            this.mine = mine;
        }

        @Override
        public void heard(JsonObject frame) {
            if (mine == connection) {
                Handset.this.heard(frame);
            }
        }

        @Override
        public void over() {
            Handset.this.over(mine);
        }
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

    private void greet(Link opened, int mine) {
        if (!wanted || mine != connection) {
            opened.close();
            return;
        }
        link = Optional.of(opened);
        heardAt = crowd.now();
        syncing = 1;
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
        Optional<Link> gone = link;
        link = Optional.empty();
        gone.ifPresent(Link::close);
    }

    private void heard(JsonObject frame) {
        heardAt = crowd.now();
        switch (frame.getString("type")) {
            case "welcome" -> welcome();
            case "message" -> message(frame);
            case "synced" -> synced(frame);
            case "kept" -> keep(frame);
            case "receipt" -> receipt(frame);
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
        crowd.entry(frame).ifPresent(entry -> {
            crowd.history.add(new Got(crowd.now(), name, connection, syncing == 0, entry));
            if (entry.kind() == Kind.TEXT) {
                shown(entry.conversation(), entry.id(), entry.from().equals(user));
            }
        });
    }

    private void shown(String conversation, long id, boolean mine) {
        lastSeen.put(conversation, id);
        if (!mine) {
            unacknowledged.add(Long.toString(id));
            return;
        }
        own.add(new Own(conversation, id));
        if (own.size() > MOST_OWN) {
            own.remove();
        }
    }

    private void receipt(JsonObject frame) {
        if (frame.containsKey("read")) {
            crowd.history.add(new Receipt(
                    crowd.now(),
                    name,
                    frame.getString("conversation"),
                    crowd.nameOf(frame.getString("user")),
                    Long.parseLong(frame.getString("read"))));
        }
    }

    private void keep(JsonObject frame) {
        cursor = frame.getString("cursor");
        crowd.history.add(new Kept(name, cursor));
    }

    private void synced(JsonObject frame) {
        keep(frame);
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
        Send send = open.remove(ref);
        if (send != null && send.kind == Kind.TEXT) {
            shown(conversation, id, true);
        }
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
