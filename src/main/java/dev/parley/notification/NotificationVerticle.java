package dev.parley.notification;

import dev.parley.bus.Bus;
import dev.parley.bus.Bus.Registration;
import dev.parley.bus.NotificationService;
import dev.parley.bus.NotificationService.Offer;
import dev.parley.bus.PushService.Carries;
import dev.parley.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Tells devices of messages while nobody is connected. Any number of nodes share the work. */
public final class NotificationVerticle extends VerticleBase {
    private final Bus bus;
    private final Settings.Push settings;
    private final Function<Vertx, Future<Channels>> open;
    private final Meter meter;
    private final InstantSource clock;
    private final Pace pace;
    private final List<Registration> served = new ArrayList<>();
    private Channels channels;
    private Courier courier;

    /** @param open opens the channels, called on the verticle's context */
    public NotificationVerticle(
            Bus bus, Settings.Push settings, Function<Vertx, Future<Channels>> open, Meter meter, InstantSource clock) {
        this(bus, settings, open, meter, clock, Pace.USUAL);
    }

    NotificationVerticle(
            Bus bus,
            Settings.Push settings,
            Function<Vertx, Future<Channels>> open,
            Meter meter,
            InstantSource clock,
            Pace pace) {
        this.bus = bus;
        this.settings = settings;
        this.open = open;
        this.meter = meter;
        this.clock = clock;
        this.pace = pace;
    }

    @Override
    public Future<?> start() {
        return openChannels().compose(opened -> serve()).onSuccess(ready -> beginCarrying());
    }

    @Override
    public Future<?> stop() {
        return Future.join(served.stream().map(Registration::end).toList())
                .eventually(courier::end)
                .eventually(channels::close);
    }

    private Future<?> openChannels() {
        return open.apply(vertx).onSuccess(opened -> channels = opened);
    }

    private Future<?> serve() {
        Offer offer = new Offer(channels.byKind().keySet(), channels.webPushKey());
        return bus.serve(NotificationService.OFFER, asked -> Future.succeededFuture(offer))
                .onSuccess(served::add);
    }

    private void beginCarrying() {
        Carries most = Carries.valueOf(settings.carries().toUpperCase(Locale.ROOT));
        LastLook lastLook = new LastLook(bus, most, settings.giveUp());
        Delivery delivery = new Delivery(lastLook, channels.byKind(), pace.retries(), clock, meter);
        courier = new Courier(vertx, bus, delivery, pace, clock);
        courier.begin();
    }
}
