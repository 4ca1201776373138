package dev.parley.sessions.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Numbers that were held of late, as this process saw it. Redis may forget them all while their holders go on; then those are
 * not offered to newcomers, who would take them before their holders renew.
 */
final class HeldNumbers {
    private final Cache<NodeNumber, NodeId> holders;
    private final int count;

    HeldNumbers(Terms terms, LongSupplier nanos) {
        this.count = terms.numbers();
        this.holders = Caffeine.newBuilder()
                .maximumSize(NodeNumber.COUNT)
                .expireAfterWrite(terms.rest())
                .ticker(nanos::getAsLong)
                .build();
    }

    void seen(NodeId node, NodeNumber number) {
        holders.put(number, node);
    }

    /** The numbers that {@code node} may be offered, in random order. */
    List<String> offers(NodeId node) {
        List<String> offers = IntStream.range(0, count)
                .mapToObj(NodeNumber::new)
                .filter(number -> {
                    NodeId holder = holders.getIfPresent(number);
                    return holder == null || holder.equals(node);
                })
                .map(number -> Integer.toString(number.value()))
                .collect(Collectors.toList());
        Collections.shuffle(offers);
        return offers;
    }
}
