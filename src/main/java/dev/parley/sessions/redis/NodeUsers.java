package dev.parley.sessions.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import dev.parley.redis.Call;
import dev.parley.redis.RedisLink;
import dev.parley.redis.Script;
import dev.parley.sessions.PresenceBoard;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The users who arrived on each node, for when the node is no more. Who has left is still among them, for some hours: it is
 * cheaper to look at a few too many then than to write at each leaving.
 */
final class NodeUsers {
    private static final Script WATCH = Script.beside(NodeUsers.class, "node-watch");
    private static final Script USERS = Script.beside(NodeUsers.class, "node-users");
    private static final Script DEAD = Script.beside(NodeUsers.class, "node-dead");
    private static final Script PAGE = Script.beside(NodeUsers.class, "node-page");
    private static final Script DUE = Script.beside(NodeUsers.class, "board-due");
    private static final Script FORGET = Script.beside(NodeUsers.class, "node-forget");
    private static final Script BURIED = Script.beside(NodeUsers.class, "node-buried");
    private static final int PAGE_SIZE = 500;
    /** Much less than a dead node is remembered. */
    private static final Duration BELIEVED = Duration.ofMinutes(1);

    private final RedisLink link;
    private final BoardTerms terms;
    private final Cache<NodeId, Boolean> watched;

    NodeUsers(RedisLink link, BoardTerms terms) {
        this.link = link;
        this.terms = terms;
        this.watched = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(BELIEVED)
                .ticker(link::nanos)
                .build();
    }

    /** @param when the user arrived last */
    private record Arrival(UserId user, String when) {}

    /** What is to be sent when users arrive on a node. */
    List<Call> arriving(Collection<UserId> users, NodeId node, boolean again) {
        List<Call> calls = new ArrayList<>();
        if (again || watched.asMap().putIfAbsent(node, true) == null) {
            calls.add(WATCH.call(List.of(Keys.WATCHED), List.of(node.value(), terms.timeToLive())));
        }
        List<String> arguments = new ArrayList<>(List.of(terms.ahead(), BoardTerms.millis(terms.look())));
        users.forEach(user -> arguments.add(user.toString()));
        calls.add(USERS.call(List.of(Keys.users(node)), arguments));
        return calls;
    }

    /** What was to be noted of a node perhaps was not. */
    void doubt(NodeId node) {
        watched.invalidate(node);
    }

    /** Has the users of nodes that are no more looked at. */
    Future<Void> bury(Duration after, Consumer<Set<UserId>> found) {
        List<String> arguments = List.of(
                terms.ahead(),
                BoardTerms.millis(after),
                BoardTerms.millis(PresenceBoard.CLAIM),
                BoardTerms.millis(terms.remembered()),
                terms.timeToLive());
        return link.within(() -> link.run(DEAD.call(List.of(Keys.LEASES, Keys.WATCHED), arguments)))
                .compose(dead -> {
                    Future<Void> done = Future.succeededFuture();
                    for (int i = 0; i < dead.size(); i += 2) {
                        NodeId node = new NodeId(dead.get(i).toString());
                        String look = dead.get(i + 1).toString();
                        done = done.compose(before -> bury(node, look, found));
                    }
                    return done;
                });
    }

    /** Page by page: who has been noted on the board is dropped, and what fails midway is begun again by another. */
    private Future<Void> bury(NodeId node, String look, Consumer<Set<UserId>> found) {
        return link.within(() -> link.run(PAGE.call(List.of(Keys.users(node)), List.of(Integer.toString(PAGE_SIZE)))))
                .map(NodeUsers::read)
                .onSuccess(page -> found.accept(users(page)))
                .compose(page -> page.isEmpty()
                        ? link.within(() -> link.run(BURIED.call(List.of(Keys.WATCHED), List.of(node.value(), look))))
                                .mapEmpty()
                        : link.within(() ->
                                        link.run(due(page, look)).compose(noted -> link.run(forgetting(node, page))))
                                .compose(dropped -> bury(node, look, found)));
    }

    private static List<Arrival> read(Response page) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < page.size(); i += 2) {
            arrivals.add(new Arrival(
                    UserId.parse(page.get(i).toString()), page.get(i + 1).toString()));
        }
        return arrivals;
    }

    private static Set<UserId> users(List<Arrival> page) {
        return page.stream().map(Arrival::user).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<Call> due(List<Arrival> page, String look) {
        String asked = Long.toString(Long.parseLong(look) + terms.look().toMillis() / 2);
        List<Call> calls = new ArrayList<>();
        BoardPart.split(page, Arrival::user).forEach((part, arrivals) -> {
            List<String> arguments = new ArrayList<>(List.of(look, asked));
            arrivals.forEach(arrival -> arguments.add(arrival.user().toString()));
            calls.add(DUE.call(List.of(part.shown()), arguments));
        });
        return calls;
    }

    private static Call forgetting(NodeId node, List<Arrival> page) {
        List<String> arguments = new ArrayList<>();
        page.forEach(arrival -> arguments.addAll(List.of(arrival.user().toString(), arrival.when())));
        return FORGET.call(List.of(Keys.users(node)), arguments);
    }
}
