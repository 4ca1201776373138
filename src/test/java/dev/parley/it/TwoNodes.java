package dev.parley.it;

import dev.parley.servers.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A cluster of two processes on embedded stores: A runs everything, B what may run twice on them. */
record TwoNodes(ParleyProcess a, ParleyProcess b) implements AutoCloseable {
    /** @param settings names and values of environment variables, for both */
    static TwoNodes start(Path folder, String... settings) throws IOException, InterruptedException {
        String portA = String.valueOf(Ports.free());
        String portB = String.valueOf(Ports.free());
        String members = "127.0.0.1:" + portA + ",127.0.0.1:" + portB;
        ParleyProcess a = node(folder, "a", portA, members, settings);
        ParleyProcess b =
                node(folder, "b", portB, members, settings).with("PARLEY_VERTICLES", "api,edge,router,presence");
        return new TwoNodes(a.start(), b.start());
    }

    private static ParleyProcess node(Path folder, String name, String port, String members, String... settings)
            throws IOException {
        ParleyProcess node = ParleyProcess.in(Files.createDirectories(folder.resolve(name)), "-cluster")
                .with("PARLEY_CLUSTER_PORT", port)
                .with("PARLEY_CLUSTER_MEMBERS", members);
        for (int i = 0; i < settings.length; i += 2) {
            node = node.with(settings[i], settings[i + 1]);
        }
        return node;
    }

    /** One of them, in turn. */
    ParleyProcess any(int number) {
        return number % 2 == 0 ? a : b;
    }

    @Override
    public void close() {
        b.close();
        a.close();
    }
}
