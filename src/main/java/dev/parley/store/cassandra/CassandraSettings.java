package dev.parley.store.cassandra;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Where Cassandra is, and how messages are kept there.
 *
 * @param contacts nodes to ask first; the others are learnt from them
 * @param keyspace made on first start
 * @param datacenter the one that all persistence nodes use: reads and writes then need a quorum of its nodes only
 * @param replication how many nodes keep a row, for a keyspace that is yet to be made; absent for three, or all if fewer
 * @param startWithin how long to wait for the cluster at start
 * @param authority a PEM file of the authorities that sign the nodes' certificates; absent for those the JDK knows
 */
public record CassandraSettings(
        List<InetSocketAddress> contacts,
        String keyspace,
        Optional<String> datacenter,
        OptionalInt replication,
        Duration startWithin,
        Optional<Login> login,
        boolean tls,
        Optional<Path> authority) {

    public CassandraSettings {
        contacts = List.copyOf(contacts);
    }

    /** Who we are to Cassandra. */
    public record Login(String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return user;
        }
    }

    /** Where it is, for people. */
    String place() {
        return contacts.stream()
                .map(node -> node.getHostString() + ":" + node.getPort())
                .collect(Collectors.joining(",", "", "/" + keyspace));
    }

    /**
     * Reads {@code cassandra://[user:password@]host:port[,host:port]/keyspace} with {@code ?} and any of {@code dc=<name>},
     * {@code replication=<copies>}, {@code tls=on}, {@code ca=<file>}, {@code start=<seconds>}, joined by {@code &}.
     *
     * @throws IllegalArgumentException when {@code url} is anything else; its message does not repeat the value
     */
    public static CassandraSettings parse(String url) {
        return SettingsUrl.parse(url);
    }
}
