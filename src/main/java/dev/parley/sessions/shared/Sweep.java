package dev.parley.sessions.shared;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the sessions of dead nodes off all lists, in the background: nobody is located there any more, this only gives the
 * memory back. Reads the whole map in one go; a map too large for that is cleaned list by list as its users are met.
 */
final class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int LARGEST_MAP = 1_000_000;
    private static final int AT_ONCE = 500;

    private final Vertx vertx;
    private final SharedMap lists;
    private final Leases leases;
    private final AtomicInteger due = new AtomicInteger();
    private final Cache<NodeId, Boolean> known = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    Sweep(Vertx vertx, SharedMap lists, Leases leases) {
        this.vertx = vertx;
        this.lists = lists;
        this.leases = leases;
    }

    /** Sweeps for {@code node} unless that was done of late; one sweep at a time. */
    void after(NodeId node) {
        boolean news = known.asMap().putIfAbsent(node, true) == null;
        if (news && due.getAndIncrement() == 0) {
            run();
        }
    }

    private void run() {
        int served = due.get();
        sweep().onFailure(cause -> LOG.warn("Sessions of dead nodes stay listed: {}", cause.getMessage()))
                .onComplete(done -> {
                    if (due.addAndGet(-served) > 0) {
                        run();
                    }
                });
    }

    private Future<Void> sweep() {
        return lists.size()
                .compose(size -> size > LARGEST_MAP ? Future.succeededFuture(Map.of()) : lists.entries())
                .compose(all -> vertx.executeBlocking(() -> nodes(all))
                        .compose(leases::dead)
                        .compose(dead -> vertx.executeBlocking(() -> naming(dead, all)))
                        .compose(this::clean));
    }

    private static Set<NodeId> nodes(Map<String, String> all) {
        Set<NodeId> nodes = new HashSet<>();
        all.forEach((user, text) -> nodes.addAll(list(user, text).nodes()));
        return nodes;
    }

    private static List<Cleaning> naming(Set<NodeId> dead, Map<String, String> all) {
        return all.entrySet().stream().flatMap(entry -> cleaning(dead, entry)).toList();
    }

    private static Stream<Cleaning> cleaning(Set<NodeId> dead, Entry<String, String> entry) {
        SessionList list = list(entry.getKey(), entry.getValue());
        SessionList kept = list.without(listed -> dead.contains(listed.node()));
        return kept.equals(list)
                ? Stream.empty()
                : Stream.of(new Cleaning(entry.getKey(), entry.getValue(), kept.write()));
    }

    private Future<Void> clean(List<Cleaning> cleanings) {
        Promise<Void> done = Promise.promise();
        cleanFrom(0, cleanings, done);
        return done.future();
    }

    /** A list that somebody has written since is left alone: that took the dead off it too. */
    private void cleanFrom(int start, List<Cleaning> cleanings, Promise<Void> done) {
        int end = Math.min(start + AT_ONCE, cleanings.size());
        var batch = cleanings.subList(start, end).stream()
                .map(one -> lists.set(one.key(), Optional.of(one.before()), one.after()))
                .toList();
        Future.join(batch).onComplete(cleaned -> {
            if (end < cleanings.size()) {
                cleanFrom(end, cleanings, done);
            } else {
                done.complete();
            }
        });
    }

    private static SessionList list(String user, String text) {
        return SessionList.read(UserId.parse(user), Optional.of(text));
    }

    private record Cleaning(String key, String before, Optional<String> after) {}
}
