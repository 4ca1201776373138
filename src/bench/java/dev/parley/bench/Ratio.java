package dev.parley.bench;

import java.util.List;
import java.util.stream.IntStream;

/** How many times the baseline's cost Parley's is. Such a figure holds on any machine, where what each costs does not. */
enum Ratio {
    CPU_OPERATION("server CPU an operation"),
    CPU_DELIVERY("server CPU a delivery"),
    RESIDENT("resident a session");

    private final String label;

    Ratio(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /**
     * One for each pair of runs, in ascending order.
     *
     * @param runs of the baseline and of Parley in turn; nothing comes of any others
     */
    List<Double> of(List<Figures> runs) {
        return IntStream.range(0, runs.size() / 2)
                .filter(pair -> of(runs.get(2 * pair)) > 0)
                .mapToObj(pair -> of(runs.get(2 * pair + 1)) / of(runs.get(2 * pair)))
                .sorted()
                .toList();
    }

    private double of(Figures figures) {
        Cost cost = figures.cost();
        return switch (this) {
            case CPU_OPERATION -> cost.cpuMicrosOfOperation();
            case CPU_DELIVERY -> cost.cpuMicrosOfDelivery();
            case RESIDENT -> cost.residentBytesOfSession();
        };
    }

    /** Of an odd number the one in the middle, of an even number the larger of the two. */
    static double median(List<Double> sorted) {
        return sorted.get(sorted.size() / 2);
    }
}
