package dev.parley.bench;

import dev.parley.bench.accounts.AccountsCommand;
import dev.parley.bench.capacity.CapacityCommand;
import dev.parley.bench.simulation.SimulateCommand;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code java -jar parley-bench.jar [KIND] [OPTIONS]}, {@code merge FILES}, {@code relay --port N}, {@code accounts}, {@code capacity}, {@code simulate}, {@code guard FILES}, {@code start}. */
@Command(
        name = "parley-bench",
        usageHelpAutoWidth = true,
        subcommands = {
            AccountsCommand.class,
            CapacityCommand.class,
            SimulateCommand.class,
            GuardCommand.class,
            StartCommand.class
        },
        description = {
            "Loads a server with people and says what it did with them.",
            "Without --url it starts a bare relay and Parley itself, and says how many times the relay's cost Parley's is."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done",
            "1:could not be done, or the server ended",
            "2:a bad option",
            "3:messages were lost, doubled or out of order"
        })
public final class Launcher implements Callable<Integer> {
    private static final int FAULTY = 3;
    private static final int FAILED = 1;
    /** Goes on after the command was read. */
    private static final int RUNNING = -1;

    private static final int RELAY_LOOPS = 2;

    @Mixin
    private Options options;

    private Launcher() {}

    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Launcher())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> refuse(failure));
        int code = line.execute(args);
        if (code != RUNNING) {
            System.exit(code);
        }
    }

    private static int refuse(Exception failure) {
        System.err.println("\nparley-bench: " + failure.getMessage());
        if (!(failure instanceof IOException || failure instanceof UncheckedIOException)) {
            failure.printStackTrace();
        }
        return FAILED;
    }

    /** The jar that this class is in, or the folder. */
    static Path here() {
        return Path.of(URI.create(Launcher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new Bench(options, System.out).run() ? 0 : FAULTY;
    }

    @Command(description = "Adds up what several generators reported of one server at one time.")
    int merge(
            @Option(names = "--out", required = true, description = "the new files, without their ending") Path out,
            @Parameters(arity = "1..*", paramLabel = "REPORT.json") List<Path> files)
            throws IOException {
        Report all = Report.read(files.get(0));
        for (Path file : files.subList(1, files.size())) {
            all = all.with(Report.read(file));
        }
        all.write(out);
        System.out.println(Table.of(all));
        return 0;
    }

    @Command(description = "Runs the baseline: a relay of frames without store or protocol.")
    int relay(@Option(names = "--port", required = true, description = "where it listens, on this machine") int port) {
        Map<String, ServerWebSocket> sockets = new ConcurrentHashMap<>();
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        vertx.deployVerticle(() -> new Relay(port, sockets), new DeploymentOptions().setInstances(RELAY_LOOPS))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return RUNNING;
    }
}
