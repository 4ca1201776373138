package dev.parley.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A cluster of two processes on embedded stores: A runs everything, B what may run twice on them. */
record TwoNodes(ParleyProcess a, ParleyProcess b) implements AutoCloseable {
    /** @param settings names and values of environment variables, for both */
    static TwoNodes start(Path folder, String... settings) throws IOException, InterruptedException {
        return start(folder, UnaryOperator.identity(), settings);
    }

    /** @param onlyA what A has besides */
    static TwoNodes start(Path folder, UnaryOperator<ParleyProcess> onlyA, String... settings)
            throws IOException, InterruptedException {
        Cluster cluster = new Cluster(folder, 2);
        ParleyProcess a = onlyA.apply(node(cluster, "a", settings));
        ParleyProcess b = node(cluster, "b", settings).with("PARLEY_VERTICLES", "api,edge,router,presence");
        return new TwoNodes(a.start(), b.start());
    }

    private static ParleyProcess node(Cluster cluster, String name, String... settings) throws IOException {
        ParleyProcess node = cluster.member(name);
        for (int i = 0; i < settings.length; i += 2) {
            node = node.with(settings[i], settings[i + 1]);
        }
        return node;
    }

    /** One of them, in turn. */
    ParleyProcess any(int number) {
        return number % 2 == 0 ? a : b;
    }

    /** What both have written, one after the other. */
    String output() {
        return String.join("\n", a.output()) + "\n\n" + String.join("\n", b.output());
    }

    @Override
    public void close() {
        b.close();
        a.close();
    }
}
