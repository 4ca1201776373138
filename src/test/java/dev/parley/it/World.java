package dev.parley.it;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What ought to be, in the simplest form: who said what where, who was there, who knows whom, who has read how far. Changed
 * only by what the server has acknowledged. Ids are kept as numbers, users by their place in the cast.
 */
final class World {
    /**
     * A text in its final state; {@code seenBy} is who was in the conversation when it was accepted. Whoever was out when it was
     * changed may have it, on devices that have not read it again, as it was before, or between two such changes.
     */
    static final class Said {
        final long id;
        final int from;
        final Set<Integer> seenBy;
        String text;
        boolean edited;
        boolean deleted;
        private final Map<Integer, Set<String>> missed = new HashMap<>();

        Said(long id, int from, String text, Set<Integer> seenBy) {
            this.id = id;
            this.from = from;
            this.text = text;
            this.seenBy = Set.copyOf(seenBy);
        }

        /** Changes it before the eyes of {@code present}. */
        void become(boolean nowDeleted, String nowSays, Set<Integer> present) {
            String before = state();
            seenBy.stream().filter(user -> !present.contains(user)).forEach(user -> missed.computeIfAbsent(
                            user, first -> new HashSet<>())
                    .add(before));
            present.forEach(missed::remove);
            edited = !nowDeleted;
            deleted = nowDeleted;
            text = nowSays;
        }

        Set<String> onDevicesOf(int user) {
            Set<String> possible = new HashSet<>(missed.getOrDefault(user, Set.of()));
            possible.add(state());
            return possible;
        }

        String state() {
            return from + (deleted ? " deleted" : edited ? " edited " + text : " " + text);
        }
    }

    /** A group as it stands. */
    static final class Circle {
        final String conversation;
        String name;
        int owner;
        final Set<Integer> admins = new LinkedHashSet<>();
        final Set<Integer> members = new LinkedHashSet<>();

        Circle(String conversation, String name, int owner) {
            this.conversation = conversation;
            this.name = name;
            this.owner = owner;
        }

        boolean mayManage(int user) {
            return user == owner || admins.contains(user);
        }
    }

    /** Two users, whatever their order. */
    record Pair(int low, int high) {
        static Pair of(int one, int other) {
            return new Pair(Math.min(one, other), Math.max(one, other));
        }
    }

    /** Something of one user towards another. */
    record Towards(int user, int other) {}

    /** One user in one conversation. */
    record Seat(int user, String conversation) {}

    final Map<String, TreeMap<Long, Said>> logs = new LinkedHashMap<>();
    final Map<String, Circle> circles = new LinkedHashMap<>();
    final Set<Pair> friends = new LinkedHashSet<>();
    final Set<Towards> requests = new LinkedHashSet<>();
    final Set<Towards> blocks = new LinkedHashSet<>();
    final Map<Seat, Long> readUpTo = new HashMap<>();
    final Set<Seat> muted = new HashSet<>();
    final Set<Seat> pinned = new HashSet<>();

    boolean isBlocked(int one, int other) {
        return blocks.contains(new Towards(one, other)) || blocks.contains(new Towards(other, one));
    }

    void said(String conversation, Said said) {
        logs.computeIfAbsent(conversation, first -> new TreeMap<>()).put(said.id, said);
    }

    void read(int user, String conversation, long id) {
        readUpTo.merge(new Seat(user, conversation), id, Math::max);
    }

    /** The texts of a conversation that a user has, by id. */
    Map<Long, String> seen(int user, String conversation) {
        Map<Long, String> seen = new TreeMap<>();
        logs.getOrDefault(conversation, new TreeMap<>()).values().stream()
                .filter(said -> said.seenBy.contains(user))
                .forEach(said -> seen.put(said.id, said.state()));
        return seen;
    }

    /** The same as that user's devices may show it. */
    Map<Long, Set<String>> onDevices(int user, String conversation) {
        Map<Long, Set<String>> shown = new TreeMap<>();
        logs.getOrDefault(conversation, new TreeMap<>()).values().stream()
                .filter(said -> said.seenBy.contains(user))
                .forEach(said -> shown.put(said.id, said.onDevicesOf(user)));
        return shown;
    }

    int unread(int user, String conversation) {
        long mark = readUpTo.getOrDefault(new Seat(user, conversation), 0L);
        return (int) logs.getOrDefault(conversation, new TreeMap<>()).tailMap(mark, false).values().stream()
                .filter(said -> said.seenBy.contains(user) && said.from != user && !said.deleted)
                .count();
    }

    /** The conversations in which a user has a text. */
    List<String> conversations(int user) {
        List<String> all = new ArrayList<>();
        logs.keySet().stream().filter(one -> !seen(user, one).isEmpty()).forEach(all::add);
        return all;
    }

    Set<Integer> friendsOf(int user) {
        Set<Integer> found = new HashSet<>();
        for (Pair pair : friends) {
            if (pair.low() == user || pair.high() == user) {
                found.add(pair.low() == user ? pair.high() : pair.low());
            }
        }
        return found;
    }
}
