package dev.parley.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The settings of the bridge for programs of the operator. */
final class BridgeTable {
    private static final Setting<Integer> PORT = new Setting<>(
            "BRIDGE_PORT",
            "",
            "a port, 1 to 65535; none for no bridge",
            "port of the edge's TCP event-bus bridge, for programs of the operator",
            Values::port);
    private static final Setting<String> HOST = new Setting<>(
            "BRIDGE_HOST", "127.0.0.1", "a host name or address", "address on which it listens", Values::host);
    private static final Setting<Path> TOKEN_FILE = new Setting<>(
            "BRIDGE_TOKEN_FILE",
            "",
            "a file with 32 characters or more",
            "the token that programs show there first",
            Values::path);

    static final List<Setting<?>> ALL = List.of(PORT, HOST, TOKEN_FILE);

    private BridgeTable() {}

    static Optional<Settings.Bridge> read(Given given) {
        return given.find(PORT)
                .map(port ->
                        new Settings.Bridge(given.read(HOST), port, tokenFile(given), TlsTable.BRIDGE.read(given)));
    }

    private static Path tokenFile(Given given) {
        return given.require(TOKEN_FILE, Path.of(""), TOKEN_FILE.allowed() + ", as " + PORT.variable() + " is given");
    }
}
