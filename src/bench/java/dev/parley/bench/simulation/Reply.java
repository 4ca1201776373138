package dev.parley.bench.simulation;

import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the simulated Redis answers.
 *
 * @param value a string, a number, or a list of replies
 */
record Reply(Object value) implements Response {
    /** @return null for what is nil, as the client has it */
    static Response of(Object value) {
        if (value instanceof List<?> list) {
            return new Reply(list.stream().map(Reply::of).toList());
        }
        return value == null ? null : new Reply(value);
    }

    @SuppressWarnings("unchecked")
    private List<Response> list() {
        return (List<Response>) value;
    }

    @Override
    public ResponseType type() {
        return value instanceof List ? ResponseType.MULTI : ResponseType.BULK;
    }

    @Override
    public String toString() {
        return Objects.toString(value);
    }

    @Override
    public Long toLong() {
        return Long.parseLong(toString());
    }

    @Override
    public Integer toInteger() {
        return Integer.parseInt(toString());
    }

    @Override
    public Response get(int index) {
        return list().get(index);
    }

    @Override
    public Response get(String key) {
        return pairs().get(key);
    }

    @Override
    public Set<String> getKeys() {
        return new LinkedHashSet<>(pairs().keySet());
    }

    private Map<String, Response> pairs() {
        Map<String, Response> pairs = new LinkedHashMap<>();
        for (int i = 0; i + 1 < list().size(); i += 2) {
            pairs.put(list().get(i).toString(), list().get(i + 1));
        }
        return pairs;
    }

    @Override
    public int size() {
        return list().size();
    }

    @Override
    public Iterator<Response> iterator() {
        return list().iterator();
    }

    @Override
    public Stream<Response> stream() {
        return list().stream();
    }
}
