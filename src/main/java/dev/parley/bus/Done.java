package dev.parley.bus;

/** The answer of an endpoint that has nothing else to say. */
public record Done() {
    public static final Done DONE = new Done();
}
