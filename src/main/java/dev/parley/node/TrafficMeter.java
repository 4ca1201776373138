package dev.parley.node;

import dev.parley.model.FailureCode;
import dev.parley.model.MessageId;

/**
 * Takes in what clients of this node do and get, to be measured. Called on every frame, by any thread: nothing here may
 * block, fail or take long. What is not overridden is not measured.
 */
public interface TrafficMeter {
    /** Measures nothing. */
    TrafficMeter NONE = new TrafficMeter() {};

    /** A client sent a frame that was understood. */
    default void heard(Class<?> frame) {}

    /** A frame was written to a client. */
    default void said(String type) {}

    /** @param bytes which wait to leave, or have left where negative */
    default void queued(long bytes) {}

    /** A message that was accepted lately was written to the session of a member. */
    default void delivered(MessageId message) {}

    /** What a client sent was accepted. */
    default void accepted() {}

    /** What a client sent was refused, or failed. */
    default void failed(FailureCode why) {}

    /** A page of an inbox was asked for. */
    default void synced() {}

    /** The server closed a connection. */
    default void closed(int code) {}

    /** @param users whom the session directory took for connected here, and who are not */
    default void missed(int users) {}

    /** @param millis by which an event loop was late */
    default void lagged(long millis) {}
}
