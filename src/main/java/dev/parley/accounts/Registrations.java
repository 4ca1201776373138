package dev.parley.accounts;

import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.Done;
import dev.parley.bus.PushService.Register;
import dev.parley.bus.PushService.Target;
import dev.parley.bus.PushService.Unregister;
import dev.parley.bus.PushService.Wish;
import dev.parley.bus.PushService.Wishes;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** How devices are reached while nobody is connected, and what users want of pushes. */
final class Registrations {
    private final RegistrationStore store;

    Registrations(RegistrationStore store) {
        this.store = store;
    }

    Future<Done> register(Register request) {
        return store.register(new Registration(
                        request.user(),
                        request.device(),
                        request.signIn(),
                        request.target(),
                        provider(request.target())))
                .map(Done.DONE);
    }

    Future<Done> unregister(Unregister request) {
        return store.unregister(request.user(), request.device()).map(Done.DONE);
    }

    Future<Wishes> wishes(OfUser question) {
        return store.wishes(question.user());
    }

    Future<Wishes> wish(Wish wish) {
        return store.wish(wish.user(), wish.wishes()).map(wish.wishes());
    }

    /** What is down together: a service as a whole, or the host of an address. */
    static String provider(Target target) {
        String channel = target.channel().name().toLowerCase(Locale.ROOT);
        return switch (target.channel()) {
            case FCM, APNS -> channel;
            case WEBPUSH, WEBHOOK -> channel + ":" + authority(target.address());
        };
    }

    private static String authority(String address) {
        try {
            return Optional.ofNullable(URI.create(address).getRawAuthority())
                    .map(authority -> authority.toLowerCase(Locale.ROOT))
                    .orElseThrow(() -> new IllegalArgumentException("no host"));
        } catch (IllegalArgumentException noUrl) {
            throw Failure.of(FailureCode.INVALID, "the address is not a URL", "endpoint");
        }
    }
}
