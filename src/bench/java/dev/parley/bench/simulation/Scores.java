package dev.parley.bench.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** A sorted set of Redis. Scores are whole numbers. */
final class Scores {
    private final Map<String, Entry> byMember = new HashMap<>();
    private final NavigableSet<Entry> sorted =
            new TreeSet<>(Comparator.comparingLong(Entry::score).thenComparing(Entry::member));

    record Entry(long score, String member) {}

    /** @return whether it is new */
    boolean put(String member, long score) {
        Entry entry = new Entry(score, member);
        Entry before = byMember.put(member, entry);
        if (before != null) {
            sorted.remove(before);
        }
        sorted.add(entry);
        return before == null;
    }

    boolean remove(String member) {
        Entry entry = byMember.remove(member);
        return entry != null && sorted.remove(entry);
    }

    /** @return null for one that is not in the set */
    Long of(String member) {
        Entry entry = byMember.get(member);
        return entry == null ? null : entry.score();
    }

    int size() {
        return byMember.size();
    }

    /** Those of the lowest scores within bounds. */
    List<Entry> lowest(long from, long to, long most) {
        List<Entry> found = new ArrayList<>();
        for (Entry entry : sorted.tailSet(new Entry(from, ""))) {
            if (entry.score() > to || found.size() >= most) {
                break;
            }
            found.add(entry);
        }
        return found;
    }
}
