package dev.parley.it;

import dev.parley.servers.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Processes that find each other, on this machine. */
public final class Cluster {
    private final Path folder;
    private final String members;
    private final Iterator<String> addresses;

    /** @param size of how many processes it is, all told */
    public Cluster(Path folder, int size) {
        this(folder, Collections.nCopies(size, "127.0.0.1"));
    }

    /** @param hosts the addresses of its processes, one for each */
    public Cluster(Path folder, List<String> hosts) {
        this.folder = folder;
        List<String> all = hosts.stream().map(host -> host + ":" + Ports.free()).toList();
        this.members = String.join(",", all);
        this.addresses = all.iterator();
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

    /** The same for a process made elsewhere. */
    ParleyProcess joining(ParleyProcess process) {
        String[] address = addresses.next().split(":", -1);
        return process.with("PARLEY_CLUSTER_HOST", address[0])
                .with("PARLEY_CLUSTER_PORT", address[1])
                .with("PARLEY_CLUSTER_MEMBERS", members);
    }
}
