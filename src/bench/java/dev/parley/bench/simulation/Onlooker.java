package dev.parley.bench.simulation;

import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import dev.parley.redis.Call;
import dev.parley.redis.RedisLink;
import dev.parley.sessions.PresenceBoard;
import dev.parley.sessions.SessionDirectory;
import dev.parley.sessions.redis.RedisPresenceBoard;
import dev.parley.sessions.redis.RedisSessionDirectory;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Compares what the directory and the board say with what is so, at no cost. */
final class Onlooker implements RedisLink {
    private static final int AT_ONCE = 500;

    private final Timeline timeline;
    private final Redis redis;
    private final SessionDirectory directory;
    private final PresenceBoard board;

    Onlooker(Timeline timeline, Redis redis) {
        this.timeline = timeline;
        this.redis = redis;
        this.directory = RedisSessionDirectory.on(this);
        this.board = RedisPresenceBoard.on(this);
    }

    /** @return those who are to be connected and are not, or cannot be found, or do not show online */
    List<Client> wrong(List<Client> concerned) {
        List<Client> wrong = new ArrayList<>();
        for (int start = 0; start < concerned.size(); start += AT_ONCE) {
            List<Client> some = concerned.subList(start, Math.min(start + AT_ONCE, concerned.size()));
            Map<UserId, Set<NodeId>> located = directory.locate(users(some)).result();
            Set<UserId> shown = board.online(users(some)).result();
            some.stream()
                    .filter(client -> !shown.contains(client.user()) || !isFound(client, located))
                    .forEach(wrong::add);
        }
        return wrong;
    }

    private static boolean isFound(Client client, Map<UserId, Set<NodeId>> located) {
        return client.edge()
                .map(edge -> located.getOrDefault(client.user(), Set.of())
                        .contains(edge.machine().id()))
                .orElse(false);
    }

    private static Set<UserId> users(Collection<Client> clients) {
        return clients.stream().map(Client::user).collect(Collectors.toSet());
    }

    @Override
    public <T> Future<T> within(Supplier<Future<T>> operation) {
        return operation.get();
    }

    @Override
    public Future<List<Response>> run(List<Call> calls) {
        List<Response> replies = new ArrayList<>();
        calls.forEach(call -> replies.add(redis.look(call)));
        return Future.succeededFuture(replies);
    }

    @Override
    public long nanos() {
        return timeline.nanos();
    }
}
