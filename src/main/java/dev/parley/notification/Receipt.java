package dev.parley.notification;

import java.time.Duration;
import java.util.Optional;

/** What came of sending one push. Reasons are labels of metrics: a word each, of a handful. */
public sealed interface Receipt {
    /** The provider has it. */
    record Sent() implements Receipt {}

    /**
     * The provider could not take it now.
     *
     * @param after how long the provider wants to be left alone about this device
     * @param trouble whether the provider itself fails, so that others would fare no better
     */
    record Later(String reason, Optional<Duration> after, boolean trouble) implements Receipt {}

    /** The provider will never take this one. */
    record Refused(String reason) implements Receipt {}

    /** There is no such device any more. */
    record Gone(String reason) implements Receipt {}
}
