package dev.parley.bus;

import dev.parley.bus.PushService.Channel;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What the {@code notification} verticle answers. */
public final class NotificationService {
    /** Says how devices can be reached, and what browsers have to know for it. */
    public static final Endpoint<Done, Offer> OFFER =
            new Endpoint<>("chat.notification.offer", Done.class, Offer.class, Duration.ofSeconds(2));

    private NotificationService() {}

    /**
     * @param channels those that this server is set up for
     * @param webPushKey the public key that browsers subscribe with (RFC 8292): a point on P-256, uncompressed, in base64url
     */
    public record Offer(Set<Channel> channels, Optional<String> webPushKey) {
        public Offer {
            channels = Set.copyOf(channels);
        }
    }
}
