package dev.parley.sessions.redis;

import static dev.parley.sessions.redis.BoardTerms.millis;

import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import dev.parley.redis.Call;
import dev.parley.redis.RedisLink;
import dev.parley.redis.Script;
import dev.parley.sessions.Due;
import dev.parley.sessions.PresenceBoard;
import dev.parley.sessions.Taken;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The board in Redis: of each part, a sorted set of who shows online by when to look whether that is still so. No call but
 * {@link #bury} lasts longer than two seconds.
 */
public final class RedisPresenceBoard implements PresenceBoard {
    private static final Script SHOW = Script.beside(RedisPresenceBoard.class, "board-show");
    private static final Script LEAVE = Script.beside(RedisPresenceBoard.class, "board-leave");
    private static final Script TAKE = Script.beside(RedisPresenceBoard.class, "board-take");
    private static final Script DECIDE = Script.beside(RedisPresenceBoard.class, "board-decide");
    private static final Script TOLD = Script.beside(RedisPresenceBoard.class, "board-told");
    private static final String YES = "1";
    private static final String NO = "0";

    private final RedisLink link;
    private final BoardTerms terms;
    private final NodeUsers nodes;

    private RedisPresenceBoard(RedisLink link, BoardTerms terms) {
        this.link = link;
        this.terms = terms;
        this.nodes = new NodeUsers(link, terms);
    }

    /** The board in the Redis that {@code link} leads to. */
    public static PresenceBoard on(RedisLink link) {
        return on(link, BoardTerms.USUAL);
    }

    /** The same with other terms. */
    static PresenceBoard on(RedisLink link, BoardTerms terms) {
        return new RedisPresenceBoard(link, terms);
    }

    @Override
    public Future<Set<UserId>> arrived(Set<UserId> users, NodeId node, boolean again) {
        List<Call> noting = nodes.arriving(users, node, again);
        List<Call> calls = new ArrayList<>(noting);
        calls.addAll(calls(users, (part, some) -> {
            List<String> arguments = arguments(
                    terms.ahead(),
                    millis(terms.look()),
                    millis(CLAIM),
                    millis(terms.fresh()),
                    terms.timeToLive(),
                    again ? YES : NO);
            some.forEach(user -> arguments.add(user.toString()));
            return SHOW.call(List.of(part.shown(), part.untold(), part.active(), part.since()), arguments);
        }));
        return run(calls)
                .onFailure(cause -> nodes.doubt(node))
                .map(replies -> users(replies.subList(noting.size(), replies.size())));
    }

    @Override
    public Future<Optional<Due>> leaving(UserId user, Instant activeAt, Duration after) {
        BoardPart part = BoardPart.of(user);
        List<String> arguments = List.of(
                terms.ahead(),
                millis(after),
                millis(terms.fresh()),
                terms.timeToLive(),
                user.toString(),
                Long.toString(activeAt.toEpochMilli()));
        return run(List.of(LEAVE.call(List.of(part.shown(), part.active(), part.since()), arguments)))
                .map(replies -> Optional.ofNullable(replies.get(0))
                        .map(reply -> new Due(user, reply.get(0).toLong(), time(reply.get(1)))));
    }

    @Override
    public Future<Void> bury(Duration after, Consumer<Set<UserId>> found) {
        return nodes.bury(after, found);
    }

    @Override
    public Future<Taken> take(int most) {
        int mostOfPart = most / BoardPart.COUNT;
        List<String> arguments = List.of(terms.ahead(), millis(CLAIM), Integer.toString(mostOfPart));
        List<Call> calls = BoardPart.ALL.stream()
                .map(part -> TAKE.call(List.of(part.shown(), part.untold(), part.active()), arguments))
                .toList();
        return run(calls).map(replies -> taken(replies, mostOfPart));
    }

    @Override
    public Future<Set<UserId>> decide(List<Due> due, Set<UserId> online) {
        Map<BoardPart, List<Due>> split = BoardPart.split(due, Due::user);
        List<Call> calls = new ArrayList<>();
        split.forEach((part, some) -> {
            List<String> arguments = arguments(terms.ahead(), millis(terms.look()), millis(CLAIM), terms.timeToLive());
            some.forEach(one -> arguments.addAll(List.of(
                    one.user().toString(), Long.toString(one.claim()), online.contains(one.user()) ? YES : NO)));
            calls.add(DECIDE.call(List.of(part.shown(), part.untold(), part.active()), arguments));
        });
        return run(calls).map(RedisPresenceBoard::users);
    }

    @Override
    public Future<Void> told(Set<UserId> online, Set<UserId> offline) {
        Set<UserId> all = new HashSet<>(online);
        all.addAll(offline);
        return run(calls(all, (part, some) -> {
                    List<String> arguments = new ArrayList<>();
                    some.forEach(user -> arguments.addAll(List.of(user.toString(), online.contains(user) ? YES : NO)));
                    return TOLD.call(List.of(part.shown(), part.untold()), arguments);
                }))
                .mapEmpty();
    }

    @Override
    public Future<Set<UserId>> online(Set<UserId> users) {
        List<List<UserId>> asked = new ArrayList<>();
        List<Call> calls = calls(users, (part, some) -> {
            asked.add(some);
            Request scores = Request.cmd(Command.ZMSCORE).arg(part.shown());
            some.forEach(user -> scores.arg(user.toString()));
            return Call.of(scores);
        });
        return run(calls).map(replies -> {
            Set<UserId> online = new HashSet<>();
            for (int i = 0; i < asked.size(); i++) {
                for (int j = 0; j < asked.get(i).size(); j++) {
                    if (replies.get(i).get(j) != null) {
                        online.add(asked.get(i).get(j));
                    }
                }
            }
            return online;
        });
    }

    private Future<List<Response>> run(List<Call> calls) {
        return calls.isEmpty() ? Future.succeededFuture(List.of()) : link.within(() -> link.run(calls));
    }

    private static List<Call> calls(Collection<UserId> users, BiFunction<BoardPart, List<UserId>, Call> call) {
        List<Call> calls = new ArrayList<>();
        BoardPart.split(users, user -> user).forEach((part, some) -> calls.add(call.apply(part, some)));
        return calls;
    }

    private static List<String> arguments(String... first) {
        return new ArrayList<>(List.of(first));
    }

    private static Taken taken(List<Response> replies, int mostOfPart) {
        List<Due> due = new ArrayList<>();
        Set<UserId> untold = new LinkedHashSet<>();
        boolean more = false;
        for (Response reply : replies) {
            Response users = reply.get(1);
            for (int i = 0; i < users.size(); i += 2) {
                due.add(new Due(user(users.get(i)), reply.get(0).toLong(), time(users.get(i + 1))));
            }
            reply.get(2).forEach(user -> untold.add(user(user)));
            more |= users.size() == 2 * mostOfPart || reply.get(2).size() == mostOfPart;
        }
        return new Taken(List.copyOf(due), Collections.unmodifiableSet(untold), more);
    }

    private static Set<UserId> users(List<Response> replies) {
        Set<UserId> users = new HashSet<>();
        replies.forEach(reply -> reply.forEach(user -> users.add(user(user))));
        return users;
    }

    private static UserId user(Response text) {
        return UserId.parse(text.toString());
    }

    private static Optional<Instant> time(Response text) {
        return text.toString().isEmpty()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(Long.parseLong(text.toString())));
    }
}
