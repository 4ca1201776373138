package dev.parley.bench;

/** What one run counts and times. */
record Tally(Counts counts, Latencies latencies) {
    static Tally start() {
        return new Tally(new Counts(), new Latencies());
    }
}
