package dev.parley.bench.simulation;

import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** What is simulated. */
final class SimulationOptions {
    @Option(names = "--edges", defaultValue = "1000", description = "nodes with an edge (${DEFAULT-VALUE})")
    int edges;

    @Option(
            names = "--sessions",
            defaultValue = "5000000",
            description = "of clients, two for every second person (${DEFAULT-VALUE})")
    int sessions;

    @Option(names = "--seed", defaultValue = "1", description = "from which all chance comes (${DEFAULT-VALUE})")
    long seed;

    @Option(
            names = "--scenario",
            split = ",",
            defaultValue = "DAY,VISITS,DEATH,STORM",
            description = {
                "one after the other (${COMPLETION-CANDIDATES}), ${DEFAULT-VALUE}:",
                "start: the directory has lost everything, which always comes first; day: messages, devices that change",
                "networks; outage: messages while Redis is down; visits: people go and come; death: an edge is killed;",
                "storm: a tenth of the clients come back at once after a minute; rolling: all edges are restarted"
            })
    List<Scenario> scenarios;

    @Option(names = "--seconds", defaultValue = "10", description = "of a day's peak (${DEFAULT-VALUE})")
    int seconds;

    @Option(names = "--presence", defaultValue = "16", description = "nodes with presence (${DEFAULT-VALUE})")
    int presence;

    @Option(names = "--routers", defaultValue = "32", description = "nodes with a router (${DEFAULT-VALUE})")
    int routers;

    @Option(
            names = "--backends",
            defaultValue = "16",
            description = "nodes with accounts, and as many with persistence (${DEFAULT-VALUE})")
    int backends;

    @Option(names = "--redis", defaultValue = "20", description = "shards of Redis (${DEFAULT-VALUE})")
    int redis;

    /** Whether there is one of everything at least, and somewhere to go when an edge is gone. */
    boolean areEnough() {
        return edges > 1
                && sessions >= edges
                && IntStream.of(seconds, presence, routers, backends, redis).allMatch(count -> count > 0);
    }
}
