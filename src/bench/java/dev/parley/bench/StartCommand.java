package dev.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code start}: how long a start takes. */
@Command(
        name = "start",
        description =
                "Starts Parley again and again, each time with empty embedded stores, and says how long it took until"
                        + " it was ready. Each is stopped as an operator does, so that Java can leave an archive of classes.")
final class StartCommand implements Callable<Integer> {
    @Option(names = "--times", defaultValue = "4", description = "how many times (${DEFAULT-VALUE})")
    private int times;

    @Option(names = "--java", description = "the Java home of the server; by default this one's")
    private Path java = Path.of(System.getProperty("java.home"));

    @Option(names = "--java-option", description = "an option for the Java of the server")
    private List<String> javaOptions = new ArrayList<>();

    @Option(names = "--jar", description = "the jar of Parley; by default the one beside this")
    private Path jar = Launcher.here().resolveSibling("parley.jar");

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Options options = new Options();
        options.java = java;
        options.javaOptions = javaOptions;
        options.jar = jar;
        Path folder = Files.createTempDirectory("parley-start");
        for (int i = 0; i < times; i++) {
            time(options, folder);
        }
        Bench.fresh(folder);
        return 0;
    }

    private void time(Options options, Path folder) throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.parley(options, Bench.fresh(folder), Map.of())) {
            Usage usage = Usage.of(List.of(server.pid()));
            command.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "ready after %.2f s, %.2f s of processor time, %d MB resident%n",
                            server.startTime().toMillis() / 1e3,
                            usage.cpuNanos() / 1e9,
                            usage.residentBytes() >> 20);
        }
    }
}
