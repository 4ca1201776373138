package dev.parley.bus;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Who answers what in this process. Safe for use by any thread. */
final class LocalServers {
    private final Map<String, List<LocalServer<?, ?>>> byAddress = new ConcurrentHashMap<>();

    void add(LocalServer<?, ?> server) {
        byAddress.merge(server.address(), List.of(server), (some, more) -> Stream.concat(some.stream(), more.stream())
                .toList());
    }

    void remove(LocalServer<?, ?> server) {
        byAddress.computeIfPresent(server.address(), (address, all) -> without(server, all));
    }

    /** Any of those that answer an endpoint. What serves an endpoint takes its questions and gives its answers. */
    @SuppressWarnings("unchecked")
    <Q, R> Optional<LocalServer<Q, R>> any(Endpoint<Q, R> endpoint) {
        List<LocalServer<?, ?>> all = byAddress.get(endpoint.address());
        if (all == null) {
            return Optional.empty();
        }
        int one = all.size() == 1 ? 0 : ThreadLocalRandom.current().nextInt(all.size());
        return Optional.of((LocalServer<Q, R>) all.get(one));
    }

    /** Null removes the entry: what {@link Map#computeIfPresent} asks for. */
    private static List<LocalServer<?, ?>> without(LocalServer<?, ?> server, List<LocalServer<?, ?>> all) {
        List<LocalServer<?, ?>> rest =
                all.stream().filter(other -> other != server).toList();
        return rest.isEmpty() ? null : rest;
    }
}
