package dev.parley.sessions.shared;

import dev.parley.model.DeviceId;
import dev.parley.model.NodeId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import dev.parley.sessions.ListedSession;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The sessions of one user, as the map holds them: a JSON array of a stamp and then session, device, node and whether it
 * is visible of each.
 *
 * <p>The stamp is new with every writing. So a clean-up that found a node dead fails to take its sessions off once the node
 * is back and has listed the same sessions again.
 */
record SessionList(UserId user, List<ListedSession> sessions) {
    private static final int FIELDS = 4;

    static SessionList read(UserId user, Optional<String> text) {
        return text.map(JsonArray::new)
                .map(array -> read(user, array))
                .orElseGet(() -> new SessionList(user, List.of()));
    }

    private static SessionList read(UserId user, JsonArray array) {
        List<ListedSession> sessions = new ArrayList<>();
        for (int i = 1; i < array.size(); i += FIELDS) {
            String device = array.getString(i + 1);
            sessions.add(new ListedSession(
                    new SessionId(array.getString(i)),
                    user,
                    device.isEmpty() ? Optional.empty() : Optional.of(DeviceId.parse(device)),
                    new NodeId(array.getString(i + 2)),
                    array.getBoolean(i + 3)));
        }
        return new SessionList(user, List.copyOf(sessions));
    }

    /** @return what the map is to hold; absent when there is nothing to hold */
    Optional<String> write() {
        if (sessions.isEmpty()) {
            return Optional.empty();
        }
        JsonArray array =
                new JsonArray().add(Long.toHexString(ThreadLocalRandom.current().nextLong()));
        for (ListedSession listed : sessions) {
            array.add(listed.session().value())
                    .add(listed.device().map(DeviceId::toString).orElse(""))
                    .add(listed.node().value())
                    .add(listed.visible());
        }
        return Optional.of(array.encode());
    }

    SessionList with(ListedSession added) {
        List<ListedSession> all = new ArrayList<>(without(added::equals).sessions);
        all.add(added);
        return new SessionList(user, List.copyOf(all));
    }

    SessionList without(Predicate<ListedSession> leaving) {
        return new SessionList(user, sessions.stream().filter(leaving.negate()).toList());
    }

    /** The other sessions of the device that {@code session} is of. */
    List<ListedSession> rivals(ListedSession session) {
        return sessions.stream()
                .filter(other -> other.device().isPresent()
                        && other.device().equals(session.device())
                        && !other.session().equals(session.session()))
                .toList();
    }

    boolean isVisibleOn(Set<NodeId> live) {
        return sessions.stream().anyMatch(listed -> listed.visible() && live.contains(listed.node()));
    }

    Set<NodeId> nodes() {
        return sessions.stream().map(ListedSession::node).collect(Collectors.toSet());
    }
}
