package dev.parley.lab;

import dev.parley.lab.Plan.Step;
import dev.parley.servers.SmallDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** RocksDB and H2 in one process, on a disk of their own that can be full. Takes root, and aborts the test elsewhere. */
final class Embedded implements Stores {
    private static final int MEGABYTES = 400;

    private final SmallDisk disk;

    private Embedded(SmallDisk disk) {
        this.disk = disk;
    }

    /** @param process the folder of the one that runs {@code accounts} and {@code persistence} */
    static Embedded in(Path process) throws IOException, InterruptedException {
        return new Embedded(SmallDisk.at(Files.createDirectories(process.resolve("data")), MEGABYTES));
    }

    @Override
    public Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public List<Step> targets() {
        return List.of(Fault.DISK_FULL.to(""));
    }

    @Override
    public void begin(Step step) throws IOException {
        disk.fillUpTo(0);
    }

    @Override
    public void end(Step step) throws IOException {
        disk.makeRoom();
    }

    @Override
    public void close() {
        try {
            disk.unmount();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
