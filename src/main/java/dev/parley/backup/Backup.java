package dev.parley.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A backup that is whole and on the disk.
 *
 * @param folder its absolute path
 * @param parts what is in it: files, and folders of stores
 * @param bytes the sizes of all its files together, whether or not they share the disk with those of the stores
 * @param took from the order to the end
 */
public record Backup(Path folder, List<String> parts, long bytes, Duration took) {
    public Backup {
        parts = List.copyOf(parts);
    }
}
