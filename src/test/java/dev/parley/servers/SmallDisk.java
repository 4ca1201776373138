package dev.parley.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few megabytes, in memory, that can be filled up. Aborts the test where none may be mounted. */
public final class SmallDisk {
    private static final int CHUNK = 4_096;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    public static SmallDisk at(Path folder, int megabytes) throws IOException, InterruptedException {
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "none", folder.toString());
        Assumptions.assumeTrue(mounted, "only root may mount a small disk");
        return new SmallDisk(folder);
    }

    /** Leaves no room but for {@code bytes}. */
    public void fillUpTo(long bytes) throws IOException {
        FileStore disk = Files.getFileStore(folder);
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            while (disk.getUsableSpace() > bytes + CHUNK) {
                ballast.write(new byte[CHUNK]);
            }
        }
    }

    public void makeRoom() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    public void unmount() throws IOException, InterruptedException {
        run("umount", "-l", folder.toString());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
