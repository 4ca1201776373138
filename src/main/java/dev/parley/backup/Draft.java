package dev.parley.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A backup that is being made: a folder of its owner's only, under a name that no backup has. Methods block. */
final class Draft {
    private static final String PREFIX = "draft-";

    private final Path folder;

    private Draft(Path folder) {
        this.folder = folder;
    }

    /** Begins one, after removing those that killed processes left in the directory. */
    static Draft in(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Path left : children(directory)) {
            if (left.getFileName().toString().startsWith(PREFIX)) {
                delete(left);
            }
        }
        return new Draft(Files.createTempDirectory(directory, PREFIX));
    }

    Path folder() {
        return folder;
    }

    /** Copies a file into it, for the same readers. */
    void add(Path file, String name) throws IOException {
        Files.copy(file, folder.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** The names of what is in it. */
    List<String> parts() throws IOException {
        return children(folder).stream()
                .map(Path::getFileName)
                .map(Path::toString)
                .sorted()
                .toList();
    }

    /**
     * Brings all of it to the disk.
     *
     * @return the sizes of its files together
     */
    long sync() throws IOException {
        long bytes = 0;
        for (Path path : tree(folder)) {
            force(path);
            bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
        }
        return bytes;
    }

    /** Gives it its name: from now on it is a backup, whatever happens. */
    Path publish(String name) throws IOException {
        Path published = folder.resolveSibling(name);
        Files.move(folder, published, StandardCopyOption.ATOMIC_MOVE);
        force(published.getParent());
        return published;
    }

    Void delete() throws IOException {
        delete(folder);
        return null;
    }

    private static void delete(Path folder) throws IOException {
        for (Path path : tree(folder)) {
            Files.delete(path);
        }
    }

    /** A folder is forced like a file, which brings the names in it to the disk. */
    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** What is inside comes before what it is in. */
    private static List<Path> tree(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.toList();
        }
    }
}
