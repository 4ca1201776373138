package dev.parley.notification.apns;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import dev.parley.bus.PushService.Target;
import dev.parley.config.Settings;
import dev.parley.notification.Channel;
import dev.parley.notification.Note;
import dev.parley.notification.Receipt;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends notes to Apple's devices, over HTTP/2 with tokens that are signed here. */
public final class ApnsChannel implements Channel {
    private static final Logger LOG = LoggerFactory.getLogger(ApnsChannel.class);
    private static final int CONNECTIONS = 2;
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(4);
    private static final long CLOSE_SECONDS = 2;

    private final ApnsClient client;
    private final EventLoopGroup loop;
    private final Context context;
    private final String topic;

    private ApnsChannel(ApnsClient client, EventLoopGroup loop, Context context, String topic) {
        this.client = client;
        this.loop = loop;
        this.context = context;
        this.topic = topic;
    }

    /** @return a future completed with the channel, or failed when the key cannot be read */
    public static Future<ApnsChannel> open(Vertx vertx, Settings.Apns settings) {
        return open(vertx, settings, UnaryOperator.identity());
    }

    /** @param trust what else the client is told, such as whom to trust */
    static Future<ApnsChannel> open(Vertx vertx, Settings.Apns settings, UnaryOperator<ApnsClientBuilder> trust) {
        Context context = vertx.getOrCreateContext();
        EventLoopGroup loop = ownLoop();
        return vertx.executeBlocking(() ->
                        trust.apply(client(settings)).setEventLoopGroup(loop).build())
                .map(client -> new ApnsChannel(client, loop, context, settings.topic()))
                .onFailure(cause -> end(loop));
    }

    /** Pushy knows no other kind, and its own takes two seconds to end. */
    @SuppressWarnings("deprecation")
    private static EventLoopGroup ownLoop() {
        return new NioEventLoopGroup(1);
    }

    private static Future<Void> end(EventLoopGroup loop) {
        Promise<Void> ended = Promise.promise();
        loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).addListener(done -> ended.complete());
        return ended.future();
    }

    private static ApnsClientBuilder client(Settings.Apns settings) throws IOException, GeneralSecurityException {
        int colon = settings.server().lastIndexOf(':');
        ApnsSigningKey key =
                ApnsSigningKey.loadFromPkcs8File(settings.keyFile().toFile(), settings.teamId(), settings.keyId());
        return new ApnsClientBuilder()
                .setApnsServer(
                        settings.server().substring(0, colon),
                        Integer.parseInt(settings.server().substring(colon + 1)))
                .setSigningKey(key)
                .setConcurrentConnections(CONNECTIONS)
                .setConnectionTimeout(CONNECT_WITHIN);
    }

    @Override
    public Future<Receipt> send(Target target, Note note) {
        SimpleApnsPushNotification push = ApnsNotes.write(target.address(), topic, note);
        return Future.fromCompletionStage(client.sendNotification(push), context)
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .map(ApnsChannel::receipt)
                .otherwise(ApnsChannel::unreachable);
    }

    private static Receipt unreachable(Throwable cause) {
        LOG.debug("APNs: {}", cause.getMessage());
        String reason = cause instanceof TimeoutException ? "timeout" : "connection";
        return new Receipt.Later(reason, Optional.empty(), true);
    }

    /** By the reasons that Apple lists under "Handling notification responses from APNs". */
    private static Receipt receipt(PushNotificationResponse<SimpleApnsPushNotification> response) {
        if (response.isAccepted()) {
            return new Receipt.Sent();
        }
        return switch (response.getRejectionReason().orElse("")) {
            case "BadDeviceToken", "Unregistered", "ExpiredToken", "DeviceTokenNotForTopic" ->
                new Receipt.Gone("unregistered");
            case "TooManyRequests" -> new Receipt.Later("too_many", Optional.empty(), false);
            case "ExpiredProviderToken",
                    "InvalidProviderToken",
                    "MissingProviderToken",
                    "TooManyProviderTokenUpdates" -> new Receipt.Later("unauthorized", Optional.empty(), true);
            case "IdleTimeout", "InternalServerError", "ServiceUnavailable", "Shutdown" ->
                new Receipt.Later("status_5xx", Optional.empty(), true);
            default -> new Receipt.Refused("invalid");
        };
    }

    @Override
    public Future<Void> close() {
        return Future.fromCompletionStage(client.close(), context).eventually(() -> end(loop));
    }
}
