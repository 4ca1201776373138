package dev.parley.ops;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * One thing that must hold for a node to be ready.
 *
 * @param name what it is about
 * @param probe finds out: a future completed when it holds, and failed with the reason when it does not
 */
public record Check(String name, Supplier<Future<?>> probe) {}
