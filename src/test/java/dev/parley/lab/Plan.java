package dev.parley.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Which faults are injected when. The same seed makes the same plan. */
record Plan(String title, List<Step> steps) {
    private static final int SHORTEST_CALM_SECONDS = 8;
    private static final int LONGEST_CALM_SECONDS = 40;

    /**
     * @param after how long after the fault before it was over
     * @param lasts until it is taken back, which may take some time by itself
     * @param target the process, store, or whatever it is done to; empty for all
     */
    record Step(Duration after, Duration lasts, Fault fault, String target) {
        static Step of(int afterSeconds, int lastsSeconds, Fault fault, String target) {
            return new Step(Duration.ofSeconds(afterSeconds), Duration.ofSeconds(lastsSeconds), fault, target);
        }

        @Override
        public String toString() {
            return "%s %s after %d s for %d s".formatted(fault, target, after.toSeconds(), lasts.toSeconds());
        }
    }

    /** @param targets all that can go wrong */
    static Plan random(long seed, Duration length, List<Step> targets) {
        Random dice = new Random(seed);
        List<Step> steps = new ArrayList<>();
        Duration time = Duration.ZERO;
        while (time.compareTo(length) < 0) {
            Step drawn = targets.get(dice.nextInt(targets.size()));
            Duration calm = Duration.ofSeconds(dice.nextInt(SHORTEST_CALM_SECONDS, LONGEST_CALM_SECONDS));
            steps.add(new Step(calm, drawn.lasts(), drawn.fault(), drawn.target()));
            time = time.plus(calm).plus(drawn.lasts());
        }
        return new Plan("seed " + seed, List.copyOf(steps));
    }

    String text() {
        return steps.stream().map(step -> "  " + step).collect(Collectors.joining("\n", title + "\n", "\n"));
    }
}
