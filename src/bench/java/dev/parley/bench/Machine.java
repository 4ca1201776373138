package dev.parley.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What this machine lets one process do. */
final class Machine {
    private static final int FILES_BESIDE_SOCKETS = 200;

    private Machine() {}

    /** What is in the way of so many connections from here to one server, if anything. */
    static Optional<String> refusal(int sessions) throws IOException {
        return refusal(
                sessions,
                Files.readString(Path.of("/proc/self/limits")),
                line(Path.of("/proc/sys/net/ipv4/ip_local_port_range")));
    }

    /** A file of the kernel that has to be read in one go. */
    private static String line(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return reader.readLine();
        }
    }

    /** The same by what the two files say. */
    static Optional<String> refusal(int sessions, String limits, String ports) {
        long files = limits.lines()
                .filter(line -> line.startsWith("Max open files"))
                .mapToLong(line -> limit(line.replaceAll("\\s{2,}", ";").split(";", -1)[2]))
                .findFirst()
                .orElse(Long.MAX_VALUE);
        if (sessions > files - FILES_BESIDE_SOCKETS) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%,d sessions need more files than the %,d that a process may open here: raise ulimit -n",
                    sessions,
                    files));
        }
        String[] range = ports.trim().split("\\s+", -1);
        long local = Long.parseLong(range[1]) - Long.parseLong(range[0]) + 1;
        return sessions <= local
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d sessions need more ports than the %,d that one address has for one server: widen"
                                + " net.ipv4.ip_local_port_range, or run several generators on several machines",
                        sessions,
                        local));
    }

    /** The hard limit: Java takes all of it. */
    private static long limit(String text) {
        return text.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(text);
    }

    /** What figures depend on. */
    static List<String> description() throws IOException {
        return List.of(
                "%d processors, load %s, %s"
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0],
                                System.getProperty("os.name") + " " + System.getProperty("os.version")),
                "generator on Java " + Runtime.version());
    }
}
