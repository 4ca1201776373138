package dev.parley.accounts;

import dev.parley.bus.AccountsService.Profile;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Keeps users. Methods return at once and may be called from any thread; a change is durable when its future completes. A
 * store that cannot be reached, or has too many callers waiting, fails with a {@link dev.parley.model.Failure} of code
 * {@code UNAVAILABLE}.
 */
public interface UserStore {
    /** @return a future completed when the user is kept, or failed with {@code USERNAME_TAKEN} */
    Future<Void> create(NewUser user);

    /** @return a future completed with what the password of {@code username} is checked against, if there is such a user */
    Future<Optional<Credentials>> credentials(String username);

    /**
     * Replaces a password's hash, unless it is no longer {@code old}.
     *
     * @return a future completed when that is done or was not due
     */
    Future<Void> replaceHash(Credentials old, String newHash);

    /** @return a future completed with the user, if there is one */
    Future<Optional<Profile>> find(UserId user);

    /** @return a future completed with the user of this exact name, if there is one */
    Future<Optional<Profile>> findByName(String username);

    /**
     * Changes a profile in one step: of two changes at once, the second sees the first.
     *
     * @param change gives the new profile; the id and the user name stay whatever it does
     * @return a future completed with the change, if there is such a user, when both are kept
     */
    Future<Optional<Change<Profile>>> update(UserId user, Function<Profile, Change<Profile>> change);

    /** @return a future completed with those of {@code users} that exist, in no order */
    Future<List<Profile>> all(Set<UserId> users);

    /** @return a future completed with those of {@code users} that exist */
    Future<Set<UserId>> existing(Set<UserId> users);
}
