package dev.parley.traces;

/** Takes in how many spans there are and get to their collector, to be measured. Called by any thread; must not block or fail. */
public interface SpanMeter {
    /** A span has ended, and waits to be sent. */
    void ended();

    /** The collector has taken spans. */
    void sent(int spans);
}
