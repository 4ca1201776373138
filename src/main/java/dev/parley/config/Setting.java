package dev.parley.config;

import java.util.Locale;

/**
 * One thing that an operator can set.
 *
 * @param name in capitals, without the prefix of variables
 * @param fallback what holds when it is not given; described in words where it follows from other settings
 * @param allowed what values it takes, for people
 * @param about what it decides, in a few words
 * @param reader reads a value; throws {@link IllegalArgumentException} for one that is not allowed
 */
record Setting<T>(String name, String fallback, String allowed, String about, Reader<T> reader) {
    static final String PREFIX = "PARLEY_";

    /** Reads the written form of a value. */
    @FunctionalInterface
    interface Reader<T> {
        T read(String text);
    }

    /** Its name in the environment. */
    String variable() {
        return PREFIX + name;
    }

    /** The name of the setting that names a file with its value, where it is a secret. */
    String fileName() {
        return name + "_FILE";
    }

    /** Its name in the config file. */
    String key() {
        return name.toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
