package dev.parley.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.OfUsers;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.Bus;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks up many users at a time, and remembers them for seconds. For one event loop. */
final class Profiles {
    private static final Duration MAX_AGE = Duration.ofSeconds(5);
    private static final int MAX_USERS = 10_000;

    private final Bus bus;
    private final Cache<UserId, Profile> cache = Caffeine.newBuilder()
            .expireAfterWrite(MAX_AGE)
            .maximumSize(MAX_USERS)
            .build();

    Profiles(Bus bus) {
        this.bus = bus;
    }

    /** Finds those of {@code users} that there are. */
    Future<Map<UserId, Profile>> of(Collection<UserId> users) {
        Map<UserId, Profile> found = new HashMap<>(cache.getAllPresent(users));
        Set<UserId> missing =
                users.stream().filter(user -> !found.containsKey(user)).collect(Collectors.toSet());
        return missing.isEmpty()
                ? Future.succeededFuture(found)
                : bus.request(AccountsService.PROFILES, new OfUsers(missing)).map(asked -> {
                    asked.profiles().forEach(profile -> {
                        cache.put(profile.id(), profile);
                        found.put(profile.id(), profile);
                    });
                    return found;
                });
    }
}
