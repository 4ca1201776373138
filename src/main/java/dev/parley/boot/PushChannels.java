package dev.parley.boot;

import dev.parley.bus.PushService;
import dev.parley.config.Settings;
import dev.parley.notification.Channel;
import dev.parley.notification.Channels;
import dev.parley.notification.apns.ApnsChannel;
import dev.parley.notification.fcm.FcmChannel;
import dev.parley.notification.http.Outbound;
import dev.parley.notification.webhook.WebhookChannel;
import dev.parley.notification.webpush.WebPushChannel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Opens the ways to devices that settings give. */
final class PushChannels {
    private final Settings.Push settings;
    private final InstantSource clock;

    PushChannels(Settings.Push settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    Future<Channels> open(Vertx vertx) {
        Map<PushService.Channel, Channel> channels = new EnumMap<>(PushService.Channel.class);
        channels.put(PushService.Channel.WEBHOOK, new WebhookChannel(outbound(vertx), clock));
        return WebPushChannel.open(vertx, settings, outbound(vertx), clock)
                .onSuccess(webPush -> channels.put(PushService.Channel.WEBPUSH, webPush))
                .compose(webPush -> openFcm(vertx, channels)
                        .compose(fcm -> openApns(vertx, channels))
                        .map(all -> new Channels(channels, Optional.of(webPush.publicKey()))));
    }

    private Outbound outbound(Vertx vertx) {
        return new Outbound(vertx, settings.allowPrivate());
    }

    /** Where FCM is, the operator says, not a user. */
    private Future<?> openFcm(Vertx vertx, Map<PushService.Channel, Channel> channels) {
        return settings.fcm()
                .<Future<?>>map(fcm -> FcmChannel.open(vertx, fcm, new Outbound(vertx, true), clock)
                        .onSuccess(channel -> channels.put(PushService.Channel.FCM, channel)))
                .orElseGet(Future::succeededFuture);
    }

    private Future<?> openApns(Vertx vertx, Map<PushService.Channel, Channel> channels) {
        return settings.apns()
                .<Future<?>>map(apns -> ApnsChannel.open(vertx, apns)
                        .onSuccess(channel -> channels.put(PushService.Channel.APNS, channel)))
                .orElseGet(Future::succeededFuture);
    }
}
