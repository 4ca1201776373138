package dev.parley.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a program of the operator noted about a text: a few short values, each under a name, in the order of the names.
 * Immutable.
 *
 * @param values at most {@link #MOST}; a name is 1 to 32 of {@code a-z 0-9 . _ -}, a value 1 to {@link #VALUE_CODE_POINTS}
 *     Unicode code points, none of them a control character or half of one
 */
public record Annotations(Map<String, String> values) {
    /** The most there are of one text. */
    public static final int MOST = 8;
    /** The longest value. */
    public static final int VALUE_CODE_POINTS = 100;

    /** Nothing was noted. */
    public static final Annotations NONE = new Annotations(Map.of());

    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,32}");

    /** @throws IllegalArgumentException when they are not so; it says nothing of what they hold */
    public Annotations {
        require(values.size() <= MOST, "there are at most " + MOST);
        values.forEach(Annotations::check);
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    private static void check(String name, String value) {
        require(NAME.matcher(name).matches(), "a name is 1 to 32 of a-z 0-9 . _ -");
        require(
                !value.isEmpty()
                        && value.codePointCount(0, value.length()) <= VALUE_CODE_POINTS
                        && value.codePoints().allMatch(Annotations::isPlain),
                "a value is 1 to " + VALUE_CODE_POINTS + " characters, none of them a control character");
    }

    private static boolean isPlain(int point) {
        return !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE;
    }

    private static void require(boolean right, String rule) {
        if (!right) {
            throw new IllegalArgumentException("of annotations " + rule);
        }
    }
}
