package dev.parley.persistence;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;

/** Refuses what asks for nothing or for too much. */
final class Limits {
    private Limits() {}

    /** @throws Failure of code {@code INVALID} unless {@code value} is within 1 and {@code most} */
    static void require(String field, int value, int most) {
        if (value < 1 || value > most) {
            throw Failure.of(FailureCode.INVALID, field + " is " + value + ", not within 1 and " + most, field);
        }
    }

    /** @throws Failure of code {@code INVALID} when {@code value} is above {@code most} */
    static void atMost(String field, int value, int most) {
        if (value > most) {
            throw Failure.of(FailureCode.INVALID, field + " are " + value + ", more than " + most, field);
        }
    }
}
