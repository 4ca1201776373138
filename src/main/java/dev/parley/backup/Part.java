package dev.parley.backup;

import java.util.Locale;

/**
 * A store that is part of backups; in the order of copying. A message names people and groups that were there before it: so
 * accounts must be the newer ones.
 */
public enum Part {
    MESSAGES,
    ACCOUNTS;

    /** The name of its folder, in a backup as in the data folder. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
