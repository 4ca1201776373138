package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** All that a process and its libraries log, at every level. */
final class FullLog {
    private static final String EVERYTHING =
            """
            <configuration>
              <appender name="file" class="ch.qos.logback.core.FileAppender">
                <file>everything.log</file>
                <encoder><pattern>%d %level %logger: %msg%n%ex{full}</pattern></encoder>
              </appender>
              <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>before the settings are read: %msg%n</pattern></encoder>
              </appender>
              <root level="TRACE"><appender-ref ref="file"/><appender-ref ref="console"/></root>
            </configuration>
            """;

    private static final String FILE = "everything.log";

    private final String logged;

    /** Reads it in the folder of a process that was given the {@link #option}. */
    FullLog(Path folder) throws IOException {
        logged = Files.readString(folder.resolve(FILE));
        assertThat(logged).contains(" TRACE ", " DEBUG dev.parley.");
    }

    /** What a process in that folder is started with to log everything. */
    static String option(Path folder) throws IOException {
        Path config = Files.writeString(folder.resolve("everything.xml"), EVERYTHING);
        return "-Dlogback.configurationFile=" + config;
    }

    /** @param what for who reads that it is not */
    void isSilentOf(String what, String secret) {
        isSilentOf(logged, what, secret);
    }

    static void isSilentOf(String logged, String what, String secret) {
        assertThat(logged.contains(secret))
                .as("%s in %s", what, line(logged, secret))
                .isFalse();
    }

    private static String line(String logged, String secret) {
        return logged.lines().filter(line -> line.contains(secret)).findFirst().orElse("no line");
    }
}
