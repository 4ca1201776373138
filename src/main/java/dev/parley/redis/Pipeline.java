package dev.parley.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.RedisCluster;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;

/** Sends many commands in one round trip. */
final class Pipeline {
    private final Function<List<Request>, Future<List<Response>>> sender;

    private Pipeline(Function<List<Request>, Future<List<Response>>> sender) {
        this.sender = sender;
    }

    /** Over a connection to one server. */
    static Pipeline single(RedisConnection connection) {
        return new Pipeline(connection::batch);
    }

    /** Over the connections to the servers of a cluster: to each what belongs there, at the same time. */
    static Pipeline cluster(RedisConnection connection) {
        return new Pipeline(requests -> RedisCluster.create(connection)
                .groupByNodes(requests)
                .compose(groups -> all(connection, List.copyOf(groups.getKeyed())))
                .map(replies -> requests.stream().map(replies::get).toList()));
    }

    /** @return a future completed with the replies in order; scripts that the server does not know are sent to it */
    Future<List<Response>> send(List<Call> calls) {
        return sender.apply(calls.stream().map(Call::brief).toList())
                .recover(cause -> String.valueOf(cause.getMessage()).contains("NOSCRIPT")
                        ? sender.apply(calls.stream().map(Call::whole).toList())
                        : Future.failedFuture(cause));
    }

    private static Future<IdentityHashMap<Request, Response>> all(
            RedisConnection connection, List<List<Request>> groups) {
        List<Future<List<Response>>> answers =
                groups.stream().map(connection::batch).toList();
        return Future.all(answers).map(done -> {
            IdentityHashMap<Request, Response> replies = new IdentityHashMap<>();
            for (int i = 0; i < groups.size(); i++) {
                List<Request> group = groups.get(i);
                List<Response> found = answers.get(i).result();
                for (int j = 0; j < group.size(); j++) {
                    replies.put(group.get(j), found.get(j));
                }
            }
            return replies;
        });
    }
}
