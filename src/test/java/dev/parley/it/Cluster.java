package dev.parley.it;

import dev.parley.servers.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Processes that find each other, on this machine. */
public final class Cluster {
    private final Path folder;
    private final String members;
    private final Iterator<String> ports;

    /** @param size of how many processes it is, all told */
    public Cluster(Path folder, int size) {
        this.folder = folder;
        List<String> all =
                Stream.generate(() -> String.valueOf(Ports.free())).limit(size).toList();
        this.members = all.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        this.ports = all.iterator();
    }

    /** One more of them, to be started in a folder of its own name. */
    ParleyProcess member(String name) throws IOException {
        return joining(ParleyProcess.in(folderOf(name), "-cluster"));
    }

    /** The same as a process that can be told to do wrong. */
    public ParleyProcess faulty(String name) throws IOException {
        return joining(ParleyProcess.faulty(folderOf(name), "-cluster"));
    }

    private Path folderOf(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private ParleyProcess joining(ParleyProcess process) {
        return process.with("PARLEY_CLUSTER_PORT", ports.next()).with("PARLEY_CLUSTER_MEMBERS", members);
    }
}
