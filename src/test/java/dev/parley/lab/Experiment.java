package dev.parley.lab;

import dev.parley.lab.Fact.Disturbed;
import dev.parley.lab.Fact.PusherDied;
import dev.parley.lab.Plan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One round: a town lives on a site while a plan is carried out, comes to rest, and is judged. */
final class Experiment {
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final Duration CALM_AT_END = Duration.ofSeconds(1);
    private static final Duration PUSHED = Duration.ofSeconds(60);
    private static final Duration LINE = Duration.ofSeconds(10);
    private static final long POLL_NANOS = 50_000_000;

    private final Site site;
    private final Consumer<String> log;
    private final History history = new History();
    private final Crowd crowd;
    private final Faults faults;
    private final List<String> troubles = new ArrayList<>();
    private long nextLine;

    Experiment(Site site, long seed, Consumer<String> log) {
        this.site = site;
        this.log = log;
        this.crowd = new Crowd(history, site.apis(), seed);
        this.faults = new Faults(site, seed);
    }

    History history() {
        return history;
    }

    /** @return what is wrong, by check */
    Map<String, List<String>> run(Plan plan, Town.Size size) throws Exception {
        log.accept(plan.text());
        try (crowd;
                PushTarget pushes = new PushTarget(crowd, site.network().host())) {
            Town town = new Town(crowd, site.apis(), size, pushes);
            town.begin();
            comesToRest("everybody is here");
            crowd.beActive(true);
            for (Step step : plan.steps()) {
                live(step.after());
                disturb(step);
            }
            live(CALM_AT_END);
            crowd.beActive(false);
            rest();
            log.accept(line("everybody is at rest"));
            troubles.addAll(new Evidence(crowd, plan.hashCode()).gather(town.people));
            log.accept(line("the stores are read"));
            until(PUSHED, () -> new Pushes().wrong(history).isEmpty());
        }
        return judge();
    }

    /** Lets people live on for a while. */
    private void live(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        until(time, () -> System.nanoTime() >= end);
    }

    private void disturb(Step step) throws Exception {
        long from = crowd.now();
        log.accept(line(step.toString()));
        faults.begin(step);
        live(step.lasts());
        faults.end(step);
        long mended = crowd.now();
        site.awaitReady();
        // What a split leaves behind is to be right again soon after it is healed, ready or not
        long until = step.fault() == Fault.SPLIT ? mended : crowd.now();
        history.add(new Disturbed(from, until, step.toString()));
        if (faults.stopsPushes(step)) {
            history.add(new PusherDied(from));
            history.add(new PusherDied(until));
        }
        if (!until(RECOVERY, crowd::isProgressing)) {
            troubles.add("no progress " + RECOVERY.toSeconds() + " s after " + step);
        }
        log.accept(line("well again after %d ms".formatted(crowd.now() - until)));
    }

    /** Everybody comes back, all sends are answered, and all devices sync. */
    private void rest() {
        crowd.everybodyComes();
        comesToRest("everybody is back and every send is answered");
        crowd.everybodySyncs();
        if (!until(RECOVERY, crowd::isSynced)) {
            troubles.add("not everybody could sync");
        }
    }

    private void comesToRest(String what) {
        if (!until(RECOVERY, crowd::isAtRest)) {
            troubles.add("it is not so that " + what + " after " + RECOVERY.toSeconds() + " s: " + crowd.state());
        }
    }

    private boolean until(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            if (crowd.now() > nextLine) {
                nextLine = crowd.now() + LINE.toMillis();
                log.accept(line(crowd.state()));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }

    private String line(String text) {
        return "%7.1f s  %s".formatted(crowd.now() / 1_000.0, text);
    }

    private Map<String, List<String>> judge() {
        Map<String, List<String>> wrong = new LinkedHashMap<>();
        if (!troubles.isEmpty()) {
            wrong.put("Recovery", troubles);
        }
        wrong.putAll(Checks.wrong(history));
        return wrong;
    }
}
