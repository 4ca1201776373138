package dev.parley.bench.capacity;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code capacity}: says how many nodes of what a service needs, and what of it is met first. */
@Command(name = "capacity", description = "Says what a service of some size needs, from costs and assumptions.")
public final class CapacityCommand implements Callable<Integer> {
    @Mixin
    private Assumptions assumptions;

    @Option(
            names = "--costs",
            description = "a file of costs, which stand before those of the same name that come with this")
    private Optional<Path> costs = Optional.empty();

    @Option(names = "--reasons", description = "says each limit with its numbers, and where each cost is from")
    private boolean reasons;

    @Option(names = "--json", description = "says all of it as JSON")
    private boolean json;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        Costs known = Costs.read(costs);
        CapacityReport report = new CapacityReport(assumptions, known, new Sizing(assumptions, known));
        PrintWriter out = command.commandLine().getOut();
        out.println(json ? report.toJson().encodePrettily() : report.table());
        if (reasons && !json) {
            out.println();
            out.println(report.reasons());
        }
        out.flush();
        return 0;
    }
}
