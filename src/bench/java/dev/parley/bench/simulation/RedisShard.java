package dev.parley.bench.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The data of one simulated Redis and the commands that our scripts and adapters use. Nothing expires: a simulation lasts for
 * minutes, what expires in Redis for hours.
 */
final class RedisShard {
    private static final long NEVER_MILLIS = 1_000_000_000L;

    private final Timeline timeline;
    private final Map<String, Fields> hashes = new HashMap<>();
    private final Map<String, Scores> sorted = new HashMap<>();
    private final Map<String, String> strings = new HashMap<>();
    private long items;
    private long busyUntil;

    RedisShard(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Loses everything. */
    void clear() {
        hashes.clear();
        sorted.clear();
        strings.clear();
    }

    /** Items that were read and commands that were done since this was asked for. */
    long takeItems() {
        long taken = items;
        items = 0;
        return taken;
    }

    /** @return when it is done with something that comes now and takes so long, in nanoseconds since the simulation began */
    long busy(long nanos) {
        busyUntil = Math.max(busyUntil, timeline.nanos()) + nanos;
        return busyUntil;
    }

    /** @return a string, a number, a list of those, or null for nil */
    Object run(List<String> command) {
        items++;
        String key = command.size() > 1 ? command.get(1) : "";
        return switch (command.get(0)) {
            case "TIME" ->
                List.of(Long.toString(timeline.millis() / 1_000), Long.toString(timeline.millis() % 1_000 * 1_000));
            case "PEXPIRE" -> 1L;
            case "PTTL" -> NEVER_MILLIS;
            case "GET" -> strings.get(key);
            case "SET" -> set(key, command.get(2));
            case "HGET" -> fields(key).get(command.get(2));
            case "HSET" -> number(hash(key).put(command.get(2), command.get(3)));
            case "HSETNX" ->
                number(fields(key).get(command.get(2)) == null && hash(key).put(command.get(2), command.get(3)));
            case "HDEL" -> number(drop(key, command.get(2)));
            case "HGETALL" -> read(fields(key).all());
            case "HLEN" -> (long) fields(key).size();
            case "HEXISTS" -> number(fields(key).get(command.get(2)) != null);
            default -> sortedSet(command, key);
        };
    }

    private Object sortedSet(List<String> command, String key) {
        return switch (command.get(0)) {
            case "ZADD" ->
                command.get(2).equals("NX")
                        ? number(scores(key).of(command.get(4)) == null && put(key, command.get(4), command.get(3)))
                        : number(put(key, command.get(3), command.get(2)));
            case "ZSCORE" -> text(scores(key).of(command.get(2)));
            case "ZMSCORE" ->
                read(command.subList(2, command.size()).stream()
                        .map(member -> text(scores(key).of(member)))
                        .collect(ArrayList::new, ArrayList::add, ArrayList::addAll));
            case "ZREM" -> number(scores(key).remove(command.get(2)));
            case "ZRANGE" ->
                list(scores(key).lowest(Long.MIN_VALUE, Long.MAX_VALUE, Long.parseLong(command.get(3)) + 1), true);
            case "ZRANGEBYSCORE" -> range(command, key);
            case "ZREMRANGEBYSCORE" -> remove(key, bound(command.get(2)), bound(command.get(3)));
            default -> throw new UnsupportedOperationException("the simulated Redis has no " + command.get(0));
        };
    }

    private Object range(List<String> command, String key) {
        boolean withScores = command.contains("WITHSCORES");
        long most = Long.parseLong(command.get(command.size() - 1));
        return list(scores(key).lowest(bound(command.get(2)), bound(command.get(3)), most), withScores);
    }

    private Object remove(String key, long from, long to) {
        List<Scores.Entry> gone = scores(key).lowest(from, to, Long.MAX_VALUE);
        gone.forEach(entry -> scores(key).remove(entry.member()));
        return (long) gone.size();
    }

    private Object set(String key, String value) {
        strings.put(key, value);
        return "OK";
    }

    private boolean put(String key, String member, String score) {
        return sorted.computeIfAbsent(key, first -> new Scores()).put(member, Long.parseLong(score));
    }

    private boolean drop(String key, String field) {
        boolean gone = fields(key).remove(field);
        if (gone && fields(key).size() == 0) {
            hashes.remove(key);
        }
        return gone;
    }

    private Fields hash(String key) {
        return hashes.computeIfAbsent(key, first -> new Fields());
    }

    private Fields fields(String key) {
        return hashes.getOrDefault(key, new Fields());
    }

    private Scores scores(String key) {
        return sorted.getOrDefault(key, new Scores());
    }

    private Object list(List<Scores.Entry> entries, boolean withScores) {
        List<String> all = new ArrayList<>();
        entries.forEach(entry -> {
            all.add(entry.member());
            if (withScores) {
                all.add(Long.toString(entry.score()));
            }
        });
        return read(all);
    }

    private <T> List<T> read(List<T> all) {
        items += all.size();
        return all;
    }

    private static long bound(String text) {
        return switch (text) {
            case "-inf" -> Long.MIN_VALUE;
            case "+inf" -> Long.MAX_VALUE;
            default -> Long.parseLong(text);
        };
    }

    private static String text(Long score) {
        return score == null ? null : score.toString();
    }

    private static Long number(boolean yes) {
        return yes ? 1L : 0L;
    }
}
