package dev.parley.redis;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which Redis to use, as a URL says it:
 * {@code redis://[user[:password]@]host[:port][,host[:port]…][/database][?mode=cluster|sentinel&master=name&ca=file]}, with
 * {@code rediss} for TLS. User and password are percent-encoded. Several hosts need a mode; they are some of the cluster's
 * nodes, or the sentinels. Its text never holds the password.
 *
 * @param hosts each is host and port
 * @param master what the sentinels call the server they watch
 * @param authority a PEM file of the authorities that sign the server's certificate; absent for those the JDK knows
 */
public record RedisSettings(
        Mode mode,
        boolean tls,
        List<String> hosts,
        Optional<String> user,
        Optional<String> password,
        int database,
        Optional<String> master,
        Optional<Path> authority) {

    /** What the hosts are. */
    public enum Mode {
        SINGLE,
        SENTINEL,
        CLUSTER
    }

    /**
     * Reads the URL.
     *
     * @throws IllegalArgumentException when it is not one; the message does not repeat it
     */
    public static RedisSettings parse(String url) {
        return new RedisUrl(url).settings();
    }

    /** The hosts and what they are, for people. */
    @Override
    public String toString() {
        return hosts.stream().collect(Collectors.joining(",", tls ? "rediss://" : "redis://", "/" + database))
                + switch (mode) {
                    case SINGLE -> "";
                    case CLUSTER -> "?mode=cluster";
                    case SENTINEL -> "?mode=sentinel&master=" + master.orElseThrow();
                };
    }
}
