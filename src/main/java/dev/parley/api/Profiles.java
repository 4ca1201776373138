package dev.parley.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.Bus;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks up many users at a time, and remembers them for seconds. For one event loop. */
final class Profiles {
    private static final Duration MAX_AGE = Duration.ofSeconds(5);
    private static final int MAX_USERS = 10_000;
    private static final int AT_ONCE = 16;

    private final Bus bus;
    private final Cache<UserId, Profile> cache = Caffeine.newBuilder()
            .expireAfterWrite(MAX_AGE)
            .maximumSize(MAX_USERS)
            .build();

    Profiles(Bus bus) {
        this.bus = bus;
    }

    /** Finds all of {@code users}, asking for a few at once. */
    Future<Map<UserId, Profile>> of(List<UserId> users) {
        return next(users, 0, new HashMap<>());
    }

    private Future<Map<UserId, Profile>> next(List<UserId> users, int start, Map<UserId, Profile> found) {
        if (start >= users.size()) {
            return Future.succeededFuture(found);
        }
        int end = Math.min(users.size(), start + AT_ONCE);
        List<Future<Profile>> asked =
                users.subList(start, end).stream().map(this::of).toList();
        return Future.all(asked).compose(done -> {
            asked.forEach(profile -> found.put(profile.result().id(), profile.result()));
            return next(users, end, found);
        });
    }

    private Future<Profile> of(UserId user) {
        Profile known = cache.getIfPresent(user);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return bus.request(AccountsService.PROFILE, new OfUser(user)).onSuccess(profile -> cache.put(user, profile));
    }
}
