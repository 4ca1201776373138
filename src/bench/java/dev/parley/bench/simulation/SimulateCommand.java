package dev.parley.bench.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vertx.core.json.JsonArray;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code simulate}: a cluster of a thousand edges in one process. */
@Command(
        name = "simulate",
        description =
                "Simulates a cluster with the code that decides in a real one, and says what comes of what happens to it.")
public final class SimulateCommand implements Callable<Integer> {
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    @Mixin
    private SimulationOptions options;

    @Option(names = "--json", description = "says it as JSON")
    private boolean json;

    @Spec
    private CommandSpec command;

    private long saidAt = System.nanoTime();

    @Override
    public Integer call() {
        if (!options.areEnough()) {
            throw new ParameterException(
                    command.commandLine(), "at least two edges, a session for each, and one of everything else");
        }
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        long begun = System.nanoTime();
        List<Outcome> outcomes = new Simulation(options, this::say).run();
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            JsonArray all = new JsonArray();
            outcomes.forEach(outcome -> all.add(outcome.toJson()));
            out.println(all.encodePrettily());
        } else {
            outcomes.forEach(outcome -> out.println(outcome.text()));
        }
        out.flush();
        command.commandLine()
                .getErr()
                .printf(
                        "took %,d s, %,d MB of heap%n",
                        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun), heap());
        return 0;
    }

    private static long heap() {
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }

    private void say(String what, long done, long count) {
        if (System.nanoTime() - saidAt >= EVERY_NANOS) {
            saidAt = System.nanoTime();
            command.commandLine().getErr().printf("%s: %,d of %,d%n", what, done, count);
        }
    }
}
