package dev.parley.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.RedisCluster;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.IdentityHashMap;
import java.util.List;

/** Sends many commands in one round trip. */
@FunctionalInterface
interface Pipeline {
    /**
     * @return a future completed with the replies in order, null for each that is nil; a script that a server does not know is
     *     sent to it, and done once
     */
    Future<List<Response>> send(List<Call> calls);

    /** Over a connection to one server. */
    static Pipeline single(RedisConnection connection) {
        return calls -> connection
                .batch(calls.stream().map(Call::brief).toList())
                .recover(cause -> String.valueOf(cause.getMessage()).contains("NOSCRIPT")
                        ? connection.batch(calls.stream().map(Call::whole).toList())
                        : Future.failedFuture(cause));
    }

    /** Over the connections to the servers of a cluster: to each what belongs there, at the same time. */
    static Pipeline cluster(RedisConnection connection) {
        return calls -> {
            IdentityHashMap<Request, Call> sent = new IdentityHashMap<>();
            calls.forEach(call -> sent.put(call.brief(), call));
            return RedisCluster.create(connection)
                    .groupByNodes(calls.stream().map(Call::brief).toList())
                    .map(groups -> groups.getKeyed().stream()
                            .map(group -> group.stream().map(sent::get).toList())
                            .toList())
                    .compose(groups -> all(single(connection), groups))
                    .map(replies -> calls.stream().map(replies::get).toList());
        };
    }

    private static Future<IdentityHashMap<Call, Response>> all(Pipeline server, List<List<Call>> groups) {
        List<Future<List<Response>>> answers = groups.stream().map(server::send).toList();
        return Future.all(answers).map(done -> {
            IdentityHashMap<Call, Response> replies = new IdentityHashMap<>();
            for (int i = 0; i < groups.size(); i++) {
                List<Call> group = groups.get(i);
                List<Response> found = answers.get(i).result();
                for (int j = 0; j < group.size(); j++) {
                    replies.put(group.get(j), found.get(j));
                }
            }
            return replies;
        });
    }
}
