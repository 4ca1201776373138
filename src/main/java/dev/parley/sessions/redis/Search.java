package dev.parley.sessions.redis;

import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import dev.parley.redis.Call;
import dev.parley.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the nodes of users: one round trip, and a second one when a session is listed on a node not known to live. */
final class Search {
    private final RedisLink link;
    private final Leases leases;
    private final LiveNodes live;

    Search(RedisLink link, Leases leases, LiveNodes live) {
        this.link = link;
        this.leases = leases;
        this.live = live;
    }

    Future<Map<UserId, Set<NodeId>>> locate(Set<UserId> users) {
        return find(users).map(found -> {
            Map<UserId, Set<NodeId>> located = new HashMap<>();
            found.forEach((user, listings) ->
                    located.put(user, listings.stream().map(Listing::node).collect(Collectors.toUnmodifiableSet())));
            return located;
        });
    }

    Future<Set<UserId>> visible(Set<UserId> users) {
        return find(users).map(found -> found.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(Listing::isVisible))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
    }

    /** @return a future completed with what is listed on live nodes, for every user of whom something is */
    private Future<Map<UserId, List<Listing>>> find(Set<UserId> users) {
        List<UserId> asked = List.copyOf(users);
        return read(asked).compose(found -> {
            Set<NodeId> named = found.values().stream()
                    .flatMap(listings -> listings.stream().map(Listing::node))
                    .collect(Collectors.toSet());
            return live.nodes().containsAll(named)
                    ? Future.succeededFuture(found)
                    : leases.live().onSuccess(living -> clean(found, living)).map(living -> on(living, found));
        });
    }

    private Future<Map<UserId, List<Listing>>> read(List<UserId> users) {
        List<Call> calls = new ArrayList<>(users.stream().map(Listings::reading).toList());
        if (!live.believed()) {
            calls.add(live.reading());
        }
        long sent = link.nanos();
        return link.run(calls).map(replies -> {
            replies.stream().skip(users.size()).forEach(reply -> live.learn(reply, sent));
            return listings(users, replies);
        });
    }

    private static Map<UserId, List<Listing>> listings(List<UserId> users, List<Response> replies) {
        Map<UserId, List<Listing>> found = new HashMap<>();
        for (int i = 0; i < users.size(); i++) {
            List<Listing> listings = Listings.read(replies.get(i));
            if (!listings.isEmpty()) {
                found.put(users.get(i), listings);
            }
        }
        return found;
    }

    private static Map<UserId, List<Listing>> on(Set<NodeId> living, Map<UserId, List<Listing>> found) {
        Map<UserId, List<Listing>> there = new HashMap<>();
        found.forEach((user, listings) -> {
            List<Listing> rest = listings.stream()
                    .filter(listing -> living.contains(listing.node()))
                    .toList();
            if (!rest.isEmpty()) {
                there.put(user, rest);
            }
        });
        return there;
    }

    /** The nodes were dead after their sessions were read, so what was read is void; nobody waits for this. */
    private void clean(Map<UserId, List<Listing>> found, Set<NodeId> living) {
        List<Call> cleanings = new ArrayList<>();
        found.forEach((user, listings) -> {
            List<Listing> gone = listings.stream()
                    .filter(listing -> !living.contains(listing.node()))
                    .toList();
            if (!gone.isEmpty()) {
                cleanings.add(Listings.cleaning(user, gone));
            }
        });
        if (!cleanings.isEmpty()) {
            link.run(cleanings);
        }
    }
}
