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
final class Cluster {
    private final Path folder;
    private final String members;
    private final Iterator<String> ports;

    /** @param size of how many processes it is, all told */
    Cluster(Path folder, int size) {
        this.folder = folder;
        List<String> all =
                Stream.generate(() -> String.valueOf(Ports.free())).limit(size).toList();
        this.members = all.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        this.ports = all.iterator();
    }

    /** One more of them, to be started in a folder of its own name. */
    ParleyProcess member(String name) throws IOException {
        return ParleyProcess.in(Files.createDirectories(folder.resolve(name)), "-cluster")
                .with("PARLEY_CLUSTER_PORT", ports.next())
                .with("PARLEY_CLUSTER_MEMBERS", members);
    }
}
