package dev.parley.accounts;

import dev.parley.bus.FriendsService.Friends;
import dev.parley.bus.FriendsService.Link;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** Lists what {@link TieStore} keeps, from the side of one user. Threads and failures are as with {@link UserStore}. */
public interface FriendStore {
    /** How many of each there are. */
    record Counts(long friends, long outgoing, long blocked) {}

    /** @return a future completed with friends and open requests, the newest first, at most {@code limit} of each */
    Future<Friends> friends(UserId user, int limit);

    /** @return a future completed with whom {@code user} blocks, the newest first, at most {@code limit} */
    Future<List<Link>> blocked(UserId user, int limit);

    Future<Counts> counts(UserId user);

    /** @return a future completed with the friends of {@code user}, or none when the user shows presence to nobody */
    Future<Set<UserId>> audience(UserId user);

    /** @return a future completed with those of {@code users} whose presence {@code viewer} may see */
    Future<Set<UserId>> visible(UserId viewer, Set<UserId> users);
}
