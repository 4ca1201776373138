package dev.parley.bench.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Plays scenarios, one after the other, on one cluster. */
final class Simulation {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int PATIENCE_SECONDS = 300;
    private static final int MOST_AT_FIRST = 10_000;

    private final SimulationOptions options;
    private final Progress progress;
    private final World world;

    Simulation(SimulationOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
        this.world = new World(options);
    }

    List<Outcome> run() {
        world.settle(progress);
        List<Outcome> outcomes = new ArrayList<>(List.of(play(Scenario.START)));
        options.scenarios.forEach(scenario -> outcomes.add(play(scenario)));
        return outcomes;
    }

    private Outcome play(Scenario scenario) {
        world.meter().clear();
        world.connections().takeMost();
        long begun = world.timeline().nanos();
        List<Client> concerned = scenario.play(world, options);
        long rightAfter = awaitRight(scenario, begun, concerned);
        pass(scenario.aftermathSeconds());
        return Outcome.of(scenario, world, since(begun), rightAfter, concerned.size());
    }

    /** All are looked at once some of them seem to be right. */
    private long awaitRight(Scenario scenario, long begun, List<Client> concerned) {
        List<Client> some = some(concerned);
        for (int second = 0; second < PATIENCE_SECONDS; second++) {
            pass(1);
            some = world.onlooker().wrong(some);
            if (some.isEmpty()) {
                some = world.onlooker().wrong(concerned);
            }
            if (some.isEmpty()) {
                return since(begun);
            }
            progress.say(scenario.name().toLowerCase(Locale.ROOT) + ", seconds", second, PATIENCE_SECONDS);
        }
        return -1;
    }

    private static List<Client> some(List<Client> concerned) {
        int step = 1 + concerned.size() / MOST_AT_FIRST;
        return IntStream.range(0, concerned.size())
                .filter(place -> place % step == 0)
                .mapToObj(concerned::get)
                .toList();
    }

    private void pass(int seconds) {
        world.timeline().runUntil(world.timeline().nanos() + seconds * SECOND);
    }

    private long since(long begun) {
        return (world.timeline().nanos() - begun) / SECOND;
    }
}
