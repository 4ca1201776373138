package dev.parley.sessions.redis;

import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import dev.parley.model.UserId;
import dev.parley.redis.RedisLink;
import dev.parley.sessions.ListedSession;
import dev.parley.sessions.NodeLease;
import dev.parley.sessions.SessionDirectory;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The session directory in Redis. No call lasts longer than two seconds. */
public final class RedisSessionDirectory implements SessionDirectory {
    private final RedisLink link;
    private final Leases leases;
    private final Listings listings;
    private final Search search;

    private RedisSessionDirectory(RedisLink link, Terms terms) {
        HeldNumbers held = new HeldNumbers(terms, link::nanos);
        LiveNodes live = new LiveNodes(held, terms, link::nanos);
        this.link = link;
        this.leases = new Leases(link, terms, held, live);
        this.listings = new Listings(link, leases, terms);
        this.search = new Search(link, leases, live);
    }

    /** The directory in the Redis that {@code link} leads to. */
    public static SessionDirectory on(RedisLink link) {
        return on(link, Terms.USUAL);
    }

    /** The same with other terms. */
    static SessionDirectory on(RedisLink link, Terms terms) {
        return new RedisSessionDirectory(link, terms);
    }

    @Override
    public Future<NodeLease> renew(NodeId node, Optional<NodeNumber> held, Duration duration) {
        return link.within(() -> leases.renew(node, held, duration));
    }

    @Override
    public Future<Void> release(NodeId node, NodeNumber number) {
        return link.within(() -> leases.release(node, number));
    }

    @Override
    public Future<List<ListedSession>> connect(ListedSession session) {
        return link.within(() -> listings.connect(session));
    }

    @Override
    public Future<List<ListedSession>> restore(ListedSession session) {
        return link.within(() -> listings.restore(session));
    }

    @Override
    public Future<Void> disconnect(ListedSession session) {
        return link.within(() -> listings.disconnect(session));
    }

    @Override
    public Future<Map<UserId, Set<NodeId>>> locate(Set<UserId> users) {
        return link.within(() -> search.locate(users));
    }

    @Override
    public Future<Set<UserId>> visible(Set<UserId> users) {
        return link.within(() -> search.visible(users));
    }

    @Override
    public Future<Void> check() {
        return link.within(() -> leases.live().mapEmpty());
    }
}
