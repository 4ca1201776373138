package dev.parley.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All promises. */
final class Checks {
    private static final List<Check> ALL = List.of(
            new Answered(),
            new Everywhere(),
            new Agreement(),
            new LastState(),
            new Order(),
            new Cursors(),
            new Membership(),
            new UnreadCounts(),
            new ReadMarks(),
            new Pushes(),
            new PresenceBounds(),
            new Live());

    private Checks() {}

    /** What is wrong with a history, by the name of the check that says so. */
    static Map<String, List<String>> wrong(History history) {
        Map<String, List<String>> wrong = new LinkedHashMap<>();
        for (Check check : ALL) {
            List<String> lines = check.wrong(history);
            if (!lines.isEmpty()) {
                wrong.put(check.getClass().getSimpleName(), lines);
            }
        }
        return wrong;
    }
}
