package dev.parley.bench.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Counts what happens, in all, by the second and by the machine. */
final class Meter {
    private static final int PARTS_OF_AN_ADDRESS = 3;

    private final Timeline timeline;
    private final Map<String, Count> counts = new HashMap<>();
    private final Map<String, Count> byAddress = new HashMap<>();
    private final Map<Machine, Count> byMachine = new HashMap<>();

    Meter(Timeline timeline) {
        this.timeline = timeline;
    }

    /** How often one thing happened, and in the busiest second. */
    private static final class Count {
        private long all;
        private long second;
        private long inSecond;
        private long most;

        void add(long number, long now) {
            if (now != second) {
                second = now;
                inSecond = 0;
            }
            all += number;
            inSecond += number;
            most = Math.max(most, inSecond);
        }
    }

    void count(String what, long number) {
        counts.computeIfAbsent(what, first -> new Count()).add(number, timeline.second());
    }

    /** A message came over the network. */
    void message(Machine to, String address) {
        long second = timeline.second();
        count("bus messages", 1);
        byAddress
                .computeIfAbsent(address, first -> counts.computeIfAbsent(kind(address), kind -> new Count()))
                .add(1, second);
        byMachine.computeIfAbsent(to, first -> new Count()).add(1, second);
    }

    /** How many of it there were in all. */
    Map<String, Long> counts() {
        return read(count -> count.all);
    }

    /** How many of it there were in one second, at most. */
    Map<String, Long> busiest() {
        return read(count -> count.most);
    }

    /** How many messages one machine of a role got in one second, at most. */
    Map<String, Long> hotSpots() {
        Map<String, Long> most = new TreeMap<>();
        byMachine.forEach((machine, count) -> most.merge(machine.role(), count.most, Math::max));
        return most;
    }

    /** Begins anew. */
    void clear() {
        counts.clear();
        byAddress.clear();
        byMachine.clear();
    }

    private Map<String, Long> read(ToLongFunction<Count> number) {
        Map<String, Long> read = new TreeMap<>();
        counts.forEach((what, count) -> read.put(what, number.applyAsLong(count)));
        return read;
    }

    /** The address without the node. */
    private static String kind(String address) {
        String[] parts = address.split("\\.", PARTS_OF_AN_ADDRESS + 1);
        return parts.length <= PARTS_OF_AN_ADDRESS ? address : String.join(".", parts[0], parts[1], parts[2]);
    }
}
