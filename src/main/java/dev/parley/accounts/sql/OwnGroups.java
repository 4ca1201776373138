package dev.parley.accounts.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.accounts.Change;
import dev.parley.accounts.GroupChange;
import dev.parley.accounts.GroupState;
import dev.parley.accounts.GroupStore;
import dev.parley.bus.GroupsService.Name;
import dev.parley.bus.MembershipService.Viewers;
import dev.parley.bus.MembershipService.Windows;
import dev.parley.model.GroupId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Groups in a database that only this process writes: every message asks when its group last changed, and that is known here
 * without a look-up. Safe for use by any thread.
 *
 * <p>What was read is remembered when no change was under way from before it was asked for until it was answered, and
 * forgotten when one begins. So nothing remembered is older than a change that was answered. One whose outcome nobody knows
 * may come true late; for its sake nothing is remembered for long.
 */
final class OwnGroups implements GroupStore {
    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int MOST_GROUPS = 50_000;

    private final GroupStore groups;
    private final Cache<GroupId, Long> lastChanges = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_GROUPS)
            .build();

    /** How many changes have begun, and how many of them are not answered; guarded by this. */
    private long begun;

    private int underWay;

    OwnGroups(GroupStore groups) {
        this.groups = groups;
    }

    @Override
    public Future<Optional<Long>> lastChange(GroupId group) {
        Long known = lastChanges.getIfPresent(group);
        return known != null ? Future.succeededFuture(Optional.of(known)) : lookUp(group);
    }

    private Future<Optional<Long>> lookUp(GroupId group) {
        long before = begun();
        return groups.lastChange(group).onSuccess(found -> found.ifPresent(last -> remember(group, last, before)));
    }

    private synchronized long begun() {
        return underWay == 0 ? begun : -1;
    }

    private synchronized void remember(GroupId group, long last, long before) {
        if (begun == before) {
            lastChanges.put(group, last);
        }
    }

    @Override
    public Future<GroupChange> change(GroupId group, Function<GroupState, GroupChange> rule) {
        begin(group);
        return groups.change(group, rule).onComplete(answered -> end());
    }

    private synchronized void begin(GroupId group) {
        begun++;
        underWay++;
        lastChanges.invalidate(group);
    }

    private synchronized void end() {
        underWay--;
    }

    @Override
    public Future<Void> create(Change<GroupState> group) {
        return groups.create(group);
    }

    @Override
    public Future<Optional<GroupState>> find(GroupId group) {
        return groups.find(group);
    }

    @Override
    public Future<List<Name>> names(Set<GroupId> some) {
        return groups.names(some);
    }

    @Override
    public Future<Map<GroupId, Windows>> windows(UserId user, Set<GroupId> some) {
        return groups.windows(user, some);
    }

    @Override
    public Future<Viewers> viewers(GroupId group, MessageId id) {
        return groups.viewers(group, id);
    }

    @Override
    public Future<Set<UserId>> inAsManyAs(Set<UserId> users, int most) {
        return groups.inAsManyAs(users, most);
    }
}
