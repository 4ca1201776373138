package dev.parley.servers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The classes of a program as Java laid them out in a first run, for all its later starts, which cost two thirds of the
 * processor time then (JEP 350, dynamic archives). One run makes it for all test processes; the others wait for it.
 */
public final class ClassArchive {
    /** What first runs leave for later ones. */
    static final Path FOLDER = Path.of("target", "first-runs").toAbsolutePath();

    private ClassArchive() {}

    /** Runs the program once. */
    public interface Training {
        /** @param options for Java; the program must end orderly */
        void run(List<String> options) throws Exception;
    }

    /**
     * The options with which Java starts the program quicker.
     *
     * @param program made anew, it needs an archive of its own
     */
    public static synchronized List<String> of(Path program, Training training) throws Exception {
        Path file = file(program);
        try (FileChannel lock = FileChannel.open(
                        file.resolveSibling(file.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                var held = lock.lock()) {
            if (held.isValid() && !isOf(program, file)) {
                make(file, training);
            }
        }
        return List.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds=off,cds+dynamic=off");
    }

    private static Path file(Path program) throws IOException {
        return Files.createDirectories(FOLDER).resolve(program.getFileName() + ".jsa");
    }

    private static boolean isOf(Path program, Path file) throws IOException {
        return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(program)) > 0;
    }

    private static void make(Path file, Training training) throws Exception {
        Path made = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(made);
        training.run(List.of("-XX:ArchiveClassesAtExit=" + made, "-Xlog:cds=off,cds+dynamic=off"));
        Files.move(made, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
