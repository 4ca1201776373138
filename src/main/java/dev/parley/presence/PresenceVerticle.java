package dev.parley.presence;

import dev.parley.bus.Bus;
import dev.parley.bus.Bus.Registration;
import dev.parley.bus.Bus.Server;
import dev.parley.bus.Done;
import dev.parley.bus.Endpoint;
import dev.parley.bus.PresenceService;
import dev.parley.sessions.SessionDirectory;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Serves {@link PresenceService} from a session directory. */
public final class PresenceVerticle extends VerticleBase {
    private final Bus bus;
    private final Function<Vertx, Future<SessionDirectory>> open;
    private final LongSupplier wallMillis;
    private final List<Registration> registrations = new ArrayList<>();

    /** @param open opens the directory that all nodes of the cluster share */
    public PresenceVerticle(Bus bus, Function<Vertx, Future<SessionDirectory>> open) {
        this(bus, open, System::currentTimeMillis);
    }

    PresenceVerticle(Bus bus, Function<Vertx, Future<SessionDirectory>> open, LongSupplier wallMillis) {
        this.bus = bus;
        this.open = open;
        this.wallMillis = wallMillis;
    }

    @Override
    public Future<?> start() {
        return open.apply(vertx).compose(directory -> {
            NodeClocks clocks = new NodeClocks(wallMillis);
            return Future.all(List.of(
                    listen(clocks),
                    leases(new LeaseDesk(bus, directory, clocks)),
                    listings(new ListingDesk(directory)),
                    serve(PresenceService.PING, ping -> directory.check().map(Done.DONE))));
        });
    }

    @Override
    public Future<?> stop() {
        return Future.join(registrations.stream().map(Registration::end).toList());
    }

    private Future<?> listen(NodeClocks clocks) {
        return bus.subscribe(PresenceService.CLOCK, clock -> clocks.learn(clock.millis()))
                .onSuccess(registrations::add);
    }

    private Future<?> leases(LeaseDesk desk) {
        return Future.all(serve(PresenceService.RENEW, desk::renew), serve(PresenceService.RELEASE, desk::release));
    }

    private Future<?> listings(ListingDesk desk) {
        return Future.all(
                serve(PresenceService.CONNECT, desk::connect),
                serve(PresenceService.DISCONNECT, desk::disconnect),
                serve(PresenceService.LOCATE, desk::locate));
    }

    private <Q, R> Future<?> serve(Endpoint<Q, R> endpoint, Server<Q, R> server) {
        return bus.serve(endpoint, server).onSuccess(registrations::add);
    }
}
