package dev.parley.presence;

import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.Bus;
import dev.parley.bus.FriendsService;
import dev.parley.model.Failure;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is to be told of whom. */
final class Audiences {
    private static final int AT_ONCE = 64;

    private final Bus bus;

    Audiences(Bus bus) {
        this.bus = bus;
    }

    /**
     * @return a future completed with the friends of those who could be asked for; it does not fail
     */
    Future<Map<UserId, Set<UserId>>> of(Collection<UserId> users) {
        Map<UserId, Set<UserId>> found = new HashMap<>();
        List<UserId> all = List.copyOf(users);
        Future<?> asked = Future.succeededFuture();
        for (int start = 0; start < all.size(); start += AT_ONCE) {
            List<UserId> some = all.subList(start, Math.min(start + AT_ONCE, all.size()));
            asked = asked.compose(before ->
                    Future.join(some.stream().map(user -> ask(user, found)).toList()));
        }
        return asked.map(done -> found);
    }

    /** A user whom accounts know nothing of has no friends; one whom nobody could be asked about is left out. */
    private Future<?> ask(UserId user, Map<UserId, Set<UserId>> found) {
        return bus.request(FriendsService.AUDIENCE, new OfUser(user))
                .onSuccess(audience -> found.put(user, audience.users()))
                .onFailure(cause -> {
                    if (cause instanceof Failure failure && !failure.code().retryable()) {
                        found.put(user, Set.of());
                    }
                })
                .otherwiseEmpty();
    }
}
