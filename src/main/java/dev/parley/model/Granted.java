package dev.parley.model;

import java.time.Duration;

/**
 * What a limit allows.
 *
 * @param count how many of those wanted
 * @param nextIn how long until one more is free; zero when all were granted
 */
public record Granted(int count, Duration nextIn) {}
