package dev.parley.bench.simulation;

import java.util.HashMap;
import java.util.Map;

/** How many connections one edge gets in one second, at most. */
final class Connections {
    private final Timeline timeline;
    private final Map<Edge, Integer> thisSecond = new HashMap<>();
    private long second;
    private int most;

    Connections(Timeline timeline) {
        this.timeline = timeline;
    }

    void add(Edge edge) {
        if (timeline.second() != second) {
            second = timeline.second();
            thisSecond.clear();
        }
        most = Math.max(most, thisSecond.merge(edge, 1, Integer::sum));
    }

    /** The most since this was asked for. */
    int takeMost() {
        int taken = most;
        most = 0;
        thisSecond.clear();
        return taken;
    }
}
