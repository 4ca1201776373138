package dev.parley.lab;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which faults are injected when. The same seed makes the same plan. */
record Plan(String title, List<Step> steps) {
    private static final int SHORTEST_CALM_SECONDS = 8;
    private static final int LONGEST_CALM_SECONDS = 40;
    /** So that it is judged whether all is live again in time after a healed split. */
    private static final int CALM_SECONDS_AFTER_SPLIT = 30;

    /**
     * @param after how long after the fault before it was over
     * @param lasts until it is taken back, which may take some time by itself
     * @param target the process, store, or whatever it is done to; empty for all
     */
    record Step(Duration after, Duration lasts, Fault fault, String target) {
        static Step of(int afterSeconds, int lastsSeconds, Fault fault, String target) {
            return new Step(Duration.ofSeconds(afterSeconds), Duration.ofSeconds(lastsSeconds), fault, target);
        }

        String name() {
            return "%s %s".formatted(fault, target);
        }

        @Override
        public String toString() {
            return "%s after %d s for %d s".formatted(name(), after.toSeconds(), lasts.toSeconds());
        }
    }

    /**
     * Draws the kinds of faults as from a pack of cards, so that none is missing for long, and for each one of its targets.
     *
     * @param targets all that can go wrong
     */
    static Plan random(long seed, Duration length, List<Step> targets) {
        Random dice = new Random(seed);
        List<Step> steps = new ArrayList<>();
        Deque<Fault> pack = new ArrayDeque<>();
        Duration time = Duration.ZERO;
        while (time.compareTo(length) < 0) {
            if (pack.isEmpty()) {
                pack.addAll(shuffled(targets, dice));
            }
            Step drawn = any(targets, pack.remove(), dice);
            int shortest = isSplit(steps) ? CALM_SECONDS_AFTER_SPLIT : SHORTEST_CALM_SECONDS;
            Duration calm = Duration.ofSeconds(dice.nextInt(shortest, LONGEST_CALM_SECONDS));
            steps.add(new Step(calm, drawn.lasts(), drawn.fault(), drawn.target()));
            time = time.plus(calm).plus(drawn.lasts());
        }
        return new Plan("seed " + seed, List.copyOf(steps));
    }

    private static boolean isSplit(List<Step> steps) {
        return !steps.isEmpty() && steps.get(steps.size() - 1).fault() == Fault.SPLIT;
    }

    private static List<Fault> shuffled(List<Step> targets, Random dice) {
        List<Fault> kinds =
                new ArrayList<>(new TreeSet<>(targets.stream().map(Step::fault).toList()));
        Collections.shuffle(kinds, dice);
        return kinds;
    }

    private static Step any(List<Step> targets, Fault kind, Random dice) {
        List<Step> ofKind =
                targets.stream().filter(step -> step.fault() == kind).toList();
        return ofKind.get(dice.nextInt(ofKind.size()));
    }

    String text() {
        return steps.stream().map(step -> "  " + step).collect(Collectors.joining("\n", title + "\n", "\n"));
    }
}
