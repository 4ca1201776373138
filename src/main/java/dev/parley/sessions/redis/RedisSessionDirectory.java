package dev.parley.sessions.redis;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import dev.parley.model.UserId;
import dev.parley.sessions.ListedSession;
import dev.parley.sessions.NodeLease;
import dev.parley.sessions.SessionDirectory;
import dev.parley.sessions.redis.RedisSettings.Mode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The session directory in Redis. No call lasts longer than two seconds. */
public final class RedisSessionDirectory implements SessionDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(RedisSessionDirectory.class);

    private final Context context;
    private final Leases leases;
    private final Listings listings;
    private final Search search;

    private RedisSessionDirectory(Context context, Link link, Terms terms) {
        HeldNumbers held = new HeldNumbers(terms);
        LiveNodes live = new LiveNodes(held, terms);
        this.context = context;
        this.leases = new Leases(link, terms, held, live);
        this.listings = new Listings(link, leases, terms);
        this.search = new Search(link, leases, live);
    }

    /**
     * Opens the directory. It lives as long as the verticle, or the {@code vertx}, that opens it. A Redis that cannot be
     * reached is asked again once a second, with a line in the log each time.
     *
     * @param patience how long to wait for Redis
     * @return a future completed with the directory; failed with {@code UNAVAILABLE} when Redis did not come in time
     */
    public static Future<SessionDirectory> open(Vertx vertx, RedisSettings settings, Duration patience) {
        return open(vertx, settings, patience, Terms.USUAL);
    }

    /** The same with other terms. */
    static Future<SessionDirectory> open(Vertx vertx, RedisSettings settings, Duration patience, Terms terms) {
        Link link = new Link(
                vertx,
                Clients.client(vertx, settings, Link.MOST_UNANSWERED),
                settings.toString(),
                settings.mode() == Mode.CLUSTER ? Pipeline::cluster : Pipeline::single);
        SessionDirectory directory = new RedisSessionDirectory(vertx.getOrCreateContext(), link, terms);
        return ready(vertx, directory, settings, System.nanoTime() + patience.toNanos())
                .map(directory);
    }

    private static Future<Void> ready(
            Vertx vertx, SessionDirectory directory, RedisSettings settings, long deadlineNanos) {
        return directory.check().recover(cause -> {
            if (System.nanoTime() > deadlineNanos) {
                return Future.failedFuture(
                        Failure.of(FailureCode.UNAVAILABLE, "Redis at " + settings + " cannot be reached"));
            }
            LOG.info("Waiting for Redis at {}", settings);
            return vertx.timer(1, TimeUnit.SECONDS).compose(tick -> ready(vertx, directory, settings, deadlineNanos));
        });
    }

    @Override
    public Future<NodeLease> renew(NodeId node, Optional<NodeNumber> held, Duration duration) {
        return inContext(() -> leases.renew(node, held, duration));
    }

    @Override
    public Future<Void> release(NodeId node, NodeNumber number) {
        return inContext(() -> leases.release(node, number));
    }

    @Override
    public Future<List<ListedSession>> connect(ListedSession session) {
        return inContext(() -> listings.connect(session));
    }

    @Override
    public Future<List<ListedSession>> restore(ListedSession session) {
        return inContext(() -> listings.restore(session));
    }

    @Override
    public Future<Void> disconnect(ListedSession session) {
        return inContext(() -> listings.disconnect(session));
    }

    @Override
    public Future<Map<UserId, Set<NodeId>>> locate(Set<UserId> users) {
        return inContext(() -> search.locate(users));
    }

    @Override
    public Future<Void> check() {
        return inContext(() -> leases.live().mapEmpty());
    }

    private <T> Future<T> inContext(Supplier<Future<T>> operation) {
        return Future.future(promise -> context.runOnContext(now -> operation
                .get()
                .timeout(Link.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .recover(cause -> Future.failedFuture(failure(cause)))
                .onComplete(promise)));
    }

    private static Failure failure(Throwable cause) {
        return cause instanceof Failure known
                ? known
                : Failure.of(FailureCode.UNAVAILABLE, "the session directory did not answer in time");
    }
}
