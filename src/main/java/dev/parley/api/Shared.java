package dev.parley.api;

import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;

/** What all instances of the verticle in one process bound together. */
record Shared(PollSlots polls) implements Shareable {
    private static final String NAME = "parley.api";
    private static final int WAITING_POLLS = 20_000;

    /** The same object for every instance on {@code vertx}. */
    static Shared of(Vertx vertx) {
        return vertx.sharedData().<String, Shared>getLocalMap(NAME).computeIfAbsent(NAME, first -> create());
    }

    private static Shared create() {
        return new Shared(new PollSlots(WAITING_POLLS));
    }
}
