package dev.parley.persistence;

import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.PersistenceService;
import dev.parley.model.MessageId;
import dev.parley.store.InboxLife;
import dev.parley.store.MessageStores;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the message store on the bus. It owns the store, and the clock by which the store keeps deadlines: one that
 * never goes back, and starts no earlier than the newest message. Cursors go by the wall clock; see {@link Horizon}.
 */
public final class PersistenceVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(PersistenceVerticle.class);

    private final Bus bus;
    private final BiFunction<Vertx, LongSupplier, Future<MessageStores>> open;
    private final InboxLife life;
    private final SteadyClock clock;
    private final List<Bus.Registration> registrations = new ArrayList<>();
    private Optional<MessageStores> opened = Optional.empty();

    /**
     * @param open opens the store, given the clock for its deadlines, in Unix milliseconds
     * @param life how long inbox entries live in that store
     * @param wallMillis Unix time in milliseconds; may jump either way
     */
    public PersistenceVerticle(
            Bus bus,
            BiFunction<Vertx, LongSupplier, Future<MessageStores>> open,
            InboxLife life,
            LongSupplier wallMillis) {
        this.bus = bus;
        this.open = open;
        this.life = life;
        this.clock = new SteadyClock(wallMillis);
    }

    @Override
    public Future<?> start() {
        return open.apply(vertx, clock)
                .onSuccess(stores -> opened = Optional.of(stores))
                .compose(this::catchUp)
                .compose(this::serve)
                .onSuccess(ready -> LOG.info("Messages are served from {}", Instant.ofEpochMilli(clock.getAsLong())))
                .recover(cause -> stop().transform(stopped -> Future.failedFuture(cause)));
    }

    /** No clock starts behind the newest message. */
    private Future<MessageStores> catchUp(MessageStores stores) {
        return stores.messages().highest().map(highest -> {
            highest.ifPresent(id -> clock.advance(MessageId.timeMillis(id.value())));
            return stores;
        });
    }

    private Future<?> serve(MessageStores stores) {
        Horizon horizon = new Horizon(clock);
        Appends appends = new Appends(stores.messages(), clock, horizon);
        Reading reading = new Reading(stores.messages(), clock, horizon, life, new MembershipFilter(bus));
        UnreadCounts unread = new UnreadCounts(stores);
        Marking marking = new Marking(stores.marks());
        return Future.all(List.of(
                keep(bus.serveInPlace(PersistenceService.APPEND, appends::append)),
                keep(bus.serve(PersistenceService.KNOWN, appends::known)),
                keep(bus.serveInPlace(PersistenceService.SYNC, reading::sync)),
                keep(bus.serveInPlace(PersistenceService.HISTORY, reading::history)),
                keep(bus.serve(PersistenceService.LOG_END, reading::logEnd)),
                keep(bus.serve(PersistenceService.CONVERSATIONS, reading::conversations)),
                keep(bus.serve(PersistenceService.UNREAD, unread::count)),
                keep(bus.serveInPlace(PersistenceService.MARK, marking::mark)),
                keep(bus.serve(PersistenceService.MARKS, marking::marks)),
                keep(bus.serve(PersistenceService.ACTIVE, marking::active)),
                keep(bus.serve(PersistenceService.LAST_ACTIVE, marking::lastActive)),
                keep(bus.serve(
                        PersistenceService.PING, question -> stores.check().map(Done.DONE)))));
    }

    private Future<?> keep(Future<Bus.Registration> served) {
        return served.onSuccess(registrations::add);
    }

    /** Stops taking questions, then finishes what was begun. */
    @Override
    public Future<?> stop() {
        return Future.join(registrations.stream().map(Bus.Registration::end).toList())
                .transform(ended -> opened.map(MessageStores::close).orElse(Future.succeededFuture()));
    }
}
