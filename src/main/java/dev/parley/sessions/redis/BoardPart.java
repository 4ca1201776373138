package dev.parley.sessions.redis;

import dev.parley.model.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** One of the equal parts of the board, each in a hash slot of its own. */
record BoardPart(int number) {
    static final int COUNT = 64;
    static final List<BoardPart> ALL =
            IntStream.range(0, COUNT).mapToObj(BoardPart::new).toList();

    /** Ids differ in their upper bits most, so these are spread (Fibonacci hashing, Knuth, TAOCP volume 3, 6.4). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(COUNT);

    static BoardPart of(UserId user) {
        return ALL.get((int) ((user.value() * SPREAD) >>> SHIFT));
    }

    /** What belongs to each part; parts that nothing belongs to are left out. */
    static <T> Map<BoardPart, List<T>> split(Collection<T> all, Function<T, UserId> user) {
        Map<BoardPart, List<T>> split = new HashMap<>();
        all.forEach(one -> split.computeIfAbsent(of(user.apply(one)), first -> new ArrayList<>())
                .add(one));
        return split;
    }

    /** Who shows online, and when to look whether that is still so. */
    String shown() {
        return key("shown");
    }

    /** Of whom friends are to be told, and when another may do it. */
    String untold() {
        return key("untold");
    }

    /** When those who left were active. */
    String active() {
        return key("active");
    }

    /** Since when there is something on this part. */
    String since() {
        return key("since");
    }

    private String key(String name) {
        return "parley:{board:" + number + "}:" + name;
    }
}
