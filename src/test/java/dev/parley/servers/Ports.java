package dev.parley.servers;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports that nobody listens on, below those that a system gives to outgoing connections: so nobody takes one before the
 * server that it is for has started.
 */
public final class Ports {
    private static final int FIRST = 12_000;
    private static final int LAST = 32_000;

    private Ports() {}

    public static int free() {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
        } while (isTaken(port));
        return port;
    }

    private static boolean isTaken(int port) {
        try (ServerSocket probe = new ServerSocket(port)) {
            return !probe.isBound();
        } catch (IOException taken) {
            return true;
        }
    }
}
