package dev.parley.node;

import dev.parley.bus.AccountsService.Revocation;
import dev.parley.model.DeviceId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The sessions on this node, by session, by device and by user. Safe for use by any thread. */
final class SessionIndex {
    private final Map<SessionId, ConnectedSession> bySession = new ConcurrentHashMap<>();
    private final Map<DeviceId, List<ConnectedSession>> byDevice = new ConcurrentHashMap<>();
    private final Map<UserId, List<ConnectedSession>> byUser = new ConcurrentHashMap<>();

    void add(ConnectedSession session) {
        byUser.merge(session.identity().user(), List.of(session), SessionIndex::joined);
        byDevice.merge(session.identity().device(), List.of(session), SessionIndex::joined);
        bySession.put(session.listing().session(), session);
    }

    /** @return whether it was there */
    boolean remove(ConnectedSession session) {
        if (!bySession.remove(session.listing().session(), session)) {
            return false;
        }
        byDevice.computeIfPresent(session.identity().device(), (device, all) -> without(session, all));
        byUser.computeIfPresent(session.identity().user(), (user, all) -> without(session, all));
        return true;
    }

    /** Whether a user has a session here. */
    boolean contains(UserId user) {
        return byUser.containsKey(user);
    }

    /** The sessions of a user. */
    List<ConnectedSession> find(UserId user) {
        return byUser.getOrDefault(user, List.of());
    }

    boolean contains(SessionId session) {
        return bySession.containsKey(session);
    }

    Optional<ConnectedSession> find(SessionId session) {
        return Optional.ofNullable(bySession.get(session));
    }

    /** Ends the sessions of a sign-in that is no longer valid. */
    void revoke(Revocation revocation) {
        byDevice.getOrDefault(revocation.device(), List.of()).stream()
                .filter(session -> session.identity().signIn().equals(revocation.signIn()))
                .forEach(session -> session.end(Recipient.End.REVOKED));
    }

    Collection<ConnectedSession> all() {
        return List.copyOf(bySession.values());
    }

    private static List<ConnectedSession> joined(List<ConnectedSession> some, List<ConnectedSession> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Null removes the entry: what {@link Map#computeIfPresent} asks for. */
    private static List<ConnectedSession> without(ConnectedSession session, List<ConnectedSession> all) {
        List<ConnectedSession> rest =
                all.stream().filter(other -> other != session).toList();
        return rest.isEmpty() ? null : rest;
    }
}
