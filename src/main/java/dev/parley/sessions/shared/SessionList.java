package dev.parley.sessions.shared;

import dev.parley.model.DeviceId;
import dev.parley.model.NodeId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import dev.parley.sessions.ListedSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The sessions of one user, as the map holds them: a stamp, and then session, device, node and whether it is visible of
 * each, on a line of its own. It is read for every message, so it is no JSON.
 *
 * <p>The stamp is new with every writing. So a clean-up that found a node dead fails to take its sessions off once the node
 * is back and has listed the same sessions again.
 */
record SessionList(UserId user, List<ListedSession> sessions) {
    private static final int FIELDS = 4;
    private static final String NEXT = "\n";
    private static final String VISIBLE = "1";
    private static final String HIDDEN = "0";

    static SessionList read(UserId user, Optional<String> text) {
        return text.map(list -> read(user, list.split(NEXT, -1))).orElseGet(() -> new SessionList(user, List.of()));
    }

    private static SessionList read(UserId user, String[] parts) {
        List<ListedSession> sessions = new ArrayList<>(parts.length / FIELDS);
        for (int i = 1; i < parts.length; i += FIELDS) {
            Optional<DeviceId> device =
                    parts[i + 1].isEmpty() ? Optional.empty() : Optional.of(DeviceId.parse(parts[i + 1]));
            sessions.add(new ListedSession(
                    new SessionId(parts[i]), user, device, new NodeId(parts[i + 2]), parts[i + 3].equals(VISIBLE)));
        }
        return new SessionList(user, List.copyOf(sessions));
    }

    /** @return what the map is to hold; absent when there is nothing to hold */
    Optional<String> write() {
        if (sessions.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder list =
                new StringBuilder(Long.toHexString(ThreadLocalRandom.current().nextLong()));
        for (ListedSession listed : sessions) {
            list.append(NEXT).append(listed.session().value());
            list.append(NEXT).append(listed.device().map(DeviceId::toString).orElse(""));
            list.append(NEXT).append(listed.node().value());
            list.append(NEXT).append(listed.visible() ? VISIBLE : HIDDEN);
        }
        return Optional.of(list.toString());
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
        return sessions.size() == 1
                ? Set.of(sessions.get(0).node())
                : sessions.stream().map(ListedSession::node).collect(Collectors.toUnmodifiableSet());
    }
}
