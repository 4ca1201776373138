package dev.parley.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports that nobody listens on, below those that a system gives to outgoing connections: so nobody takes one before the
 * server that it is for has started. What one test process was given no other gets while it lives.
 */
public final class Ports {
    private static final int FIRST = 12_000;
    private static final int LAST = 32_000;
    private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"), "parley-test-ports");
    /** What was given out, with the locked file that says so. */
    private static final Map<Integer, FileChannel> GIVEN = new HashMap<>();

    private Ports() {}

    public static synchronized int free() {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
        } while (!take(port));
        return port;
    }

    /** One of two: the other one, so much higher, is its server's, too. */
    public static synchronized int freeWithAnother(int higher) {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(FIRST, LAST - higher);
        } while (!take(port) || !take(port + higher));
        return port;
    }

    private static boolean take(int port) {
        return !GIVEN.containsKey(port) && !isTaken(port) && reserve(port);
    }

    private static boolean isTaken(int port) {
        try (ServerSocket probe = new ServerSocket(port)) {
            return !probe.isBound();
        } catch (IOException taken) {
            return true;
        }
    }

    private static boolean reserve(int port) {
        try {
            Path file = Files.createDirectories(FOLDER).resolve(String.valueOf(port));
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                return false;
            }
            GIVEN.put(port, channel);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
