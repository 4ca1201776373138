package dev.parley.boot;

/** Stops the start. Its message is one line for the operator. */
final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotStart(String message) {
        super(message, null, false, false);
    }
}
