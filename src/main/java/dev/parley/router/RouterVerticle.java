package dev.parley.router;

import dev.parley.bus.Bus;
import dev.parley.bus.Bus.Registration;
import dev.parley.bus.MembershipService;
import dev.parley.bus.RouterService;
import dev.parley.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Takes submitted messages and sees them to their members. Stateless but for caches: any number of instances on any number
 * of nodes.
 */
public final class RouterVerticle extends VerticleBase {
    private final Bus bus;
    private final Settings.Chat rules;
    private final boolean rateLimits;
    private final LongSupplier nanos;
    private final IntSupplier processes;
    private Pushes pushes;

    /** @param rateLimits whether those who write to strangers are held back */
    public RouterVerticle(Bus bus, Settings.Chat rules, boolean rateLimits) {
        this(bus, rules, rateLimits, System::nanoTime, bus::processes);
    }

    /**
     * The same with another clock and cluster.
     *
     * @param nanos never steps, as {@link System#nanoTime}
     * @param processes how many share the bus
     */
    public RouterVerticle(Bus bus, Settings.Chat rules, boolean rateLimits, LongSupplier nanos, IntSupplier processes) {
        this.bus = bus;
        this.rules = rules;
        this.rateLimits = rateLimits;
        this.nanos = nanos;
        this.processes = processes;
    }

    @Override
    public Future<?> start() {
        ChangeFeed changes = new ChangeFeed(bus, nanos);
        Rosters rosters = new Rosters(bus, changes, nanos);
        pushes = new Pushes(vertx, bus, nanos);
        Everywhere everywhere = new Everywhere(bus, processes, nanos);
        Dispatch dispatch = new Dispatch(bus, new Whereabouts(bus, nanos), everywhere, pushes);
        StoredMessages stored = new StoredMessages(bus);
        Strangers strangers = new Strangers(bus, rules.strangersMayWrite(), rateLimits, nanos);
        Amendments amendments = new Amendments(stored, rules.amendWithin());
        Hook hook = rules.hook().<Hook>map(asked -> new Hook.OnBus(bus, asked)).orElse(Hook.NONE);
        Submission submission = new Submission(bus, rosters, strangers, stored, amendments, hook, dispatch);
        Receipts receipts = new Receipts(bus, rosters, stored, dispatch);
        changes.follow(vertx, rosters::forget);
        return follow(rosters)
                .compose(following -> bus.serve(RouterService.ANNOUNCE, submission::announce))
                .compose(serving -> bus.serveInPlace(RouterService.MARK, receipts::mark))
                .compose(serving -> bus.serveInPlace(RouterService.TYPING, receipts::typing))
                .compose(serving -> bus.serveInPlace(RouterService.SUBMIT, submission::accept));
    }

    @Override
    public Future<?> stop() {
        return pushes.finish();
    }

    private Future<Registration> follow(Rosters rosters) {
        return bus.subscribe(
                MembershipService.CHANGED, changed -> changed.conversations().forEach(rosters::forget));
    }
}
