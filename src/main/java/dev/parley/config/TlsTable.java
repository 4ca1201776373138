package dev.parley.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The settings of encryption: files in PEM, read by whoever listens. */
final class TlsTable {
    static final Pair API = Pair.of("API", "the api");
    static final Pair EDGE = Pair.of("EDGE", "the edge");
    static final Pair BRIDGE = Pair.of("BRIDGE", "the bridge for programs");
    static final Pair OPS = Pair.of("OPS", "ops");

    private static final Pair CLUSTER = Pair.of("CLUSTER", "this node to other nodes");
    private static final Setting<Path> AUTHORITY = new Setting<>(
            "CLUSTER_TLS_AUTHORITY",
            "",
            "a file in PEM",
            "whose certificates the other nodes have to show, on the event bus and to Hazelcast",
            Values::path);

    static final List<Setting<?>> ALL = List.of(
            API.certificate(),
            API.key(),
            EDGE.certificate(),
            EDGE.key(),
            BRIDGE.certificate(),
            BRIDGE.key(),
            OPS.certificate(),
            OPS.key(),
            CLUSTER.certificate(),
            CLUSTER.key(),
            AUTHORITY);

    private TlsTable() {}

    /** A certificate and its key, of which none is given without the other. */
    record Pair(Setting<Path> certificate, Setting<Path> key) {
        static Pair of(String whose, String who) {
            return new Pair(
                    file(whose + "_TLS_CERTIFICATE", "the certificate of " + who + ", and what leads to its authority"),
                    file(whose + "_TLS_KEY", "its key"));
        }

        private static Setting<Path> file(String name, String about) {
            return new Setting<>(name, "", "a file in PEM; none for no TLS", about, Values::path);
        }

        Optional<Settings.Tls> read(Given given) {
            return given.find(certificate).isEmpty() && given.find(key).isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Settings.Tls(required(given, certificate), required(given, key)));
        }
    }

    static Optional<Settings.MutualTls> cluster(Given given) {
        Optional<Settings.Tls> own = CLUSTER.read(given);
        if (own.isEmpty() && given.find(AUTHORITY).isPresent()) {
            required(given, CLUSTER.certificate());
        }
        return own.map(pair -> new Settings.MutualTls(pair, required(given, AUTHORITY)));
    }

    private static Path required(Given given, Setting<Path> setting) {
        return given.require(setting, Path.of(""), "a file in PEM, as the others of its TLS are given");
    }
}
