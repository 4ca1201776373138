package dev.parley.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the Java 17 that some servers need, whatever runs the tests. */
final class JavaSeventeen {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private JavaSeventeen() {}

    static Optional<Path> command() {
        return Stream.concat(Stream.of(Path.of(System.getProperty("java.home"))), installed())
                .filter(JavaSeventeen::isSeventeen)
                .map(home -> home.resolve("bin/java"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> installed() {
        if (!Files.isDirectory(INSTALLED)) {
            return Stream.empty();
        }
        try (Stream<Path> homes = Files.list(INSTALLED)) {
            return homes.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSeventeen(Path home) {
        try {
            return Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"17.");
        } catch (IOException notAJavaHome) {
            return false;
        }
    }
}
