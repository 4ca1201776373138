package dev.parley.bench.simulation;

import dev.parley.redis.Call;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.RequestImpl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A simulated Redis Cluster: keys with the same braces are on the same shard. */
final class Redis {
    private final Meter meter;
    private final List<RedisShard> shards = new ArrayList<>();
    private final Scripts scripts = new Scripts();
    private boolean counting = true;
    private boolean down;

    Redis(Timeline timeline, Meter meter, int count) {
        this.meter = meter;
        for (int i = 0; i < count; i++) {
            shards.add(new RedisShard(timeline));
        }
    }

    /** Loses everything. */
    void clear() {
        shards.forEach(RedisShard::clear);
    }

    /** Whether it can be reached; what it holds stays. */
    boolean isDown() {
        return down;
    }

    void setDown(boolean down) {
        this.down = down;
    }

    /** @return what became of a call, and when, in nanoseconds since the simulation began */
    Done run(Call call) {
        List<String> arguments = text(call.brief());
        String command = call.brief().command().toString().toUpperCase(Locale.ROOT);
        return command.equals("EVALSHA") ? script(call, arguments) : plain(command, arguments);
    }

    /** The reply to a call that costs nothing and is not counted; null for nil. */
    Response look(Call call) {
        counting = false;
        Response reply = run(call).reply();
        counting = true;
        return reply;
    }

    /** @param reply null for nil */
    record Done(Response reply, long at) {}

    RedisShard shard(String key) {
        return shards.get(number(key));
    }

    private int number(String key) {
        int open = key.indexOf('{');
        String slot = open < 0 ? key : key.substring(open + 1, key.indexOf('}', open));
        return (int) (((slot.hashCode() * 0x9E3779B97F4A7C15L) >>> 33) % shards.size());
    }

    private Done script(Call call, List<String> arguments) {
        int keys = Integer.parseInt(arguments.get(1));
        List<String> named = arguments.subList(2, 2 + keys);
        String digest = arguments.get(0);
        RedisShard shard = shard(named.get(0));
        Object value = scripts.run(
                shard, digest, () -> text(call.whole()).get(0), named, arguments.subList(2 + keys, arguments.size()));
        return done(named.get(0), value, Effort.SCRIPT + Effort.ITEM * shard.takeItems());
    }

    private Done plain(String command, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(arguments);
        RedisShard shard = shard(arguments.get(0));
        Object value = shard.run(all);
        return done(arguments.get(0), value, Effort.COMMAND + Effort.ITEM * shard.takeItems());
    }

    private Done done(String key, Object value, long nanos) {
        int shard = number(key);
        if (!counting) {
            return new Done(Reply.of(value), 0);
        }
        meter.count("Redis calls", 1);
        meter.count("Redis calls, shard " + shard, 1);
        meter.count("Redis busy µs, shard " + shard, nanos / 1_000);
        return new Done(Reply.of(value), shards.get(shard).busy(nanos));
    }

    private static List<String> text(Request request) {
        List<byte[]> arguments = ((RequestImpl) request).getArgs();
        List<String> text = new ArrayList<>(arguments.size());
        for (byte[] one : arguments) {
            text.add(new String(one, StandardCharsets.ISO_8859_1));
        }
        return text;
    }
}
