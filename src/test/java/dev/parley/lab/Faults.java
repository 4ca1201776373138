package dev.parley.lab;

import dev.parley.it.Relay;
import dev.parley.lab.Plan.Step;
import dev.parley.lab.Site.Member;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** Does to a site what a plan says, and takes it back. */
final class Faults {
    private static final double LOST_REPLIES = 0.4;
    private static final double SOME = 0.3;
    private static final Duration LATE = Duration.ofSeconds(3);

    private final Site site;
    private final Random dice;

    Faults(Site site, long seed) {
        this.site = site;
        this.dice = new Random(seed);
    }

    void begin(Step step) throws Exception {
        switch (step.fault()) {
            case KILL -> member(step).process().kill();
            case FREEZE -> member(step).process().freeze();
            case RESTART -> restartAll();
            case STORE_KILL, STORE_FREEZE, STORE_SLOW, DISK_FULL ->
                site.stores().begin(step);
            case LOSE_REPLIES -> tellAll("lose " + LOST_REPLIES + " " + step.target());
            case LINKS_STALL -> links(way -> way.stall(SOME, dice));
            case LINKS_BREAK -> links(way -> way.cut(SOME, dice));
            case LINKS_LATE -> links(way -> way.slow(LATE));
            case SPLIT -> site.network().split(Set.of(step.target().split(",", -1)));
            case CLOCK -> setClock(step, Long.parseLong(step.target().split(" ", -1)[1]));
        }
    }

    void end(Step step) throws Exception {
        switch (step.fault()) {
            case KILL -> member(step).process().launch();
            case FREEZE -> member(step).process().thaw();
            case RESTART -> {}
            case STORE_KILL, STORE_FREEZE, STORE_SLOW, DISK_FULL ->
                site.stores().end(step);
            case LOSE_REPLIES -> tellAll("lose 0 ");
            case LINKS_STALL -> links(Relay::resume);
            case LINKS_BREAK -> {}
            case LINKS_LATE -> links(way -> way.slow(Duration.ZERO));
            case SPLIT -> site.network().heal();
            case CLOCK -> setClock(step, 0);
        }
    }

    /** Whether a process that sends pushes stops in between, or cannot say to their queue that it sent them. */
    boolean stopsPushes(Step step) {
        return switch (step.fault()) {
            case KILL, FREEZE -> member(step).runs("notification");
            case SPLIT -> true;
            default -> false;
        };
    }

    private void tellAll(String line) throws IOException {
        for (Member member : site.members().values()) {
            member.process().tell(line);
        }
    }

    private void setClock(Step step, long offMillis) throws IOException {
        site.member(step.target().split(" ", -1)[0]).process().tell("clock " + offMillis);
    }

    private void links(Consumer<Relay> change) {
        site.members().values().forEach(member -> member.way().ifPresent(change));
    }

    private void restartAll() throws Exception {
        for (Member member : site.members().values()) {
            member.process().terminate();
            member.process().start();
        }
    }

    private Member member(Step step) {
        return site.member(step.target());
    }
}
