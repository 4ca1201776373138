package dev.parley.accounts;

import dev.parley.bus.AccountsService.PresenceVisibility;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Users of tests: each has an id and a name that no other has. */
public final class TestPeople {
    private static final AtomicLong NEXT = new AtomicLong(1000);

    private TestPeople() {}

    public static NewUser anyone() {
        long id = NEXT.incrementAndGet();
        return new NewUser(profile(id, "user_" + id), "hash of " + id, Instant.ofEpochMilli(1));
    }

    /** A new user in a store. */
    public static UserId keep(AccountStores stores) throws Exception {
        NewUser user = anyone();
        await(stores.users().create(user));
        return user.profile().id();
    }

    public static Profile profile(long id, String username) {
        return new Profile(new UserId(id), username, "Some One", "", "", PresenceVisibility.EVERYONE, true);
    }

    /** An id that nothing has yet. */
    public static long newId() {
        return NEXT.incrementAndGet();
    }

    public static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** The failure of a future that is to fail. */
    public static Throwable failure(Future<?> future) throws Exception {
        return await(future.map(result -> (Throwable) new AssertionError("succeeded with " + result))
                .otherwise(cause -> cause));
    }
}
