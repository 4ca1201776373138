package dev.parley.presence;

import dev.parley.bus.Bus;
import dev.parley.bus.Bus.Registration;
import dev.parley.bus.Bus.Server;
import dev.parley.bus.Done;
import dev.parley.bus.Endpoint;
import dev.parley.bus.LimitsService;
import dev.parley.bus.PresenceService;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Serves {@link PresenceService} and {@link LimitsService} from stores that the whole cluster shares. */
public final class PresenceVerticle extends VerticleBase {
    private final Bus bus;
    private final Function<Vertx, Future<PresenceStores>> open;
    private final LongSupplier wallMillis;
    private final IntUnaryOperator random;
    private final Pace pace;
    private final List<Registration> registrations = new ArrayList<>();
    private final List<Rounds> rounds = new ArrayList<>();

    /** @param open opens what all nodes of the cluster share */
    public PresenceVerticle(Bus bus, Function<Vertx, Future<PresenceStores>> open) {
        this(bus, open, System::currentTimeMillis, PresenceVerticle::random);
    }

    /**
     * The same with time and chance of somebody else's.
     *
     * @param wallMillis Unix time in milliseconds
     * @param random draws a number below its argument
     */
    public PresenceVerticle(
            Bus bus, Function<Vertx, Future<PresenceStores>> open, LongSupplier wallMillis, IntUnaryOperator random) {
        this(bus, open, wallMillis, random, Pace.USUAL);
    }

    PresenceVerticle(
            Bus bus,
            Function<Vertx, Future<PresenceStores>> open,
            LongSupplier wallMillis,
            IntUnaryOperator random,
            Pace pace) {
        this.bus = bus;
        this.open = open;
        this.wallMillis = wallMillis;
        this.random = random;
        this.pace = pace;
    }

    private static int random(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    @Override
    public Future<?> start() {
        return open.apply(vertx).compose(stores -> {
            NodeClocks clocks = new NodeClocks(wallMillis);
            RevocationDesk revocations = new RevocationDesk(stores.revocations());
            return Future.all(List.of(
                    listen(clocks),
                    leases(new LeaseDesk(bus, stores.directory(), clocks, revocations)),
                    presence(stores, clocks),
                    limits(new LimitDesk(stores.limits())),
                    serve(PresenceService.REVOKED, revocations::tell),
                    serve(
                            PresenceService.PING,
                            ping -> stores.directory().check().map(Done.DONE))));
        });
    }

    @Override
    public Future<?> stop() {
        return Future.join(registrations.stream().map(Registration::end).toList())
                .compose(unheard -> Future.join(rounds.stream().map(Rounds::end).toList()));
    }

    private Future<?> listen(NodeClocks clocks) {
        return bus.subscribe(PresenceService.CLOCK, clock -> clocks.learn(clock.millis()))
                .onSuccess(registrations::add);
    }

    private Future<?> leases(LeaseDesk desk) {
        return Future.all(serve(PresenceService.RENEW, desk::renew), serve(PresenceService.RELEASE, desk::release));
    }

    private Future<?> presence(PresenceStores stores, NodeClocks clocks) {
        LastActive lastActive = new LastActive(bus);
        Home home = new Home(vertx, context, wallMillis, random);
        Changes changes = new Changes();
        Departures departures = new Departures(stores.directory(), stores.board(), lastActive, changes);
        Announcements announcements =
                new Announcements(home, bus, stores.directory(), stores.board(), lastActive, changes);
        go(home, "say who is online", pace.tell(), announcements::tell);
        go(home, "see who has gone", pace.sweep(), departures::sweep);
        Unheard unheard = new Unheard(home, bus, stores.directory(), stores.board());
        go(home, "see which nodes are no more", pace.sweep(), () -> stores.board()
                .bury(pace.afterDeath(), users -> context.runOnContext(found -> unheard.found(users))));
        go(home, "have pushed what dead nodes had handed out", pace.sweep(), unheard::tell);
        LookDesk looks = new LookDesk(bus, stores.board(), lastActive);
        Attendance attendance = new Attendance(home, stores.board(), departures, changes, pace);
        return Future.all(
                listings(new ListingDesk(stores.directory(), attendance, clocks)),
                serve(PresenceService.LOOK, looks::look));
    }

    private void go(Home home, String name, Duration pause, Supplier<Future<Void>> round) {
        Rounds next = new Rounds(home, name, pause, round);
        rounds.add(next);
        next.begin();
    }

    private Future<?> listings(ListingDesk desk) {
        return Future.all(
                serve(PresenceService.CONNECT, desk::connect),
                serve(PresenceService.DISCONNECT, desk::disconnect),
                bus.serveInPlace(PresenceService.LOCATE, desk::locate).onSuccess(registrations::add));
    }

    private Future<?> limits(LimitDesk desk) {
        return Future.all(serve(LimitsService.TAKE, desk::take), serve(LimitsService.GIVE_BACK, desk::giveBack));
    }

    private <Q, R> Future<?> serve(Endpoint<Q, R> endpoint, Server<Q, R> server) {
        return bus.serve(endpoint, server).onSuccess(registrations::add);
    }
}
