package dev.parley.lab;

import dev.parley.lab.Plan.Step;
import dev.parley.lab.Site.Member;

/** Does to a site what a plan says, and takes it back. */
final class Faults {
    private final Site site;

    Faults(Site site) {
        this.site = site;
    }

    void begin(Step step) throws Exception {
        switch (step.fault()) {
            case KILL -> member(step).process().kill();
            case FREEZE -> member(step).process().freeze();
            case RESTART -> restartAll();
            case STORE_KILL -> site.stores().kill(step.target());
            case STORE_FREEZE -> site.stores().freeze(step.target());
            case STORE_SLOW -> site.stores().slow(step.target());
        }
    }

    void end(Step step) throws Exception {
        switch (step.fault()) {
            case KILL -> member(step).process().launch();
            case FREEZE -> member(step).process().thaw();
            case RESTART -> {}
            case STORE_KILL -> site.stores().restart(step.target());
            case STORE_FREEZE -> site.stores().thaw(step.target());
            case STORE_SLOW -> site.stores().quicken(step.target());
        }
    }

    /** Whether a process that sends pushes, or what keeps their queue, stops in between. */
    boolean stopsPushes(Step step) {
        return switch (step.fault()) {
            case KILL, FREEZE -> member(step).runs("notification");
            case RESTART -> false;
            case STORE_KILL, STORE_FREEZE, STORE_SLOW -> false;
        };
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
