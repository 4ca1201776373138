package dev.parley.bus;

import dev.parley.model.FailureCode;

/** Takes in requests over the bus that were not answered, to be measured. Called by any thread; must not block or fail. */
@FunctionalInterface
public interface BusMeter {
    /**
     * @param address where it is served, without the node
     * @param why {@code TIMEOUT}, or {@code UNAVAILABLE} when nobody serves it or who does cannot
     */
    void failed(String address, FailureCode why);
}
