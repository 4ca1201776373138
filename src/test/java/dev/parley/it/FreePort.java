package dev.parley.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** Finds ports that nobody listens on. */
final class FreePort {
    private FreePort() {}

    static String next() {
        try (ServerSocket probe = new ServerSocket(0)) {
            return String.valueOf(probe.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
