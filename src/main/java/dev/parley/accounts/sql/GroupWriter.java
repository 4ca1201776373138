package dev.parley.accounts.sql;

import dev.parley.accounts.GroupChange;
import dev.parley.accounts.GroupState;
import dev.parley.accounts.GroupState.Seat;
import dev.parley.model.GroupId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a group and what changed in it, within one transaction that has it locked. */
final class GroupWriter {
    private final SqlClient client;
    private final GroupId group;

    GroupWriter(SqlClient client, GroupId group) {
        this.client = client;
        this.group = group;
    }

    Future<Void> create(GroupState state) {
        return Sql.update(
                        client,
                        "INSERT INTO groups (id, name, owner, created_at, last_change)"
                                + " VALUES (#{group}, #{name}, #{owner}, #{createdAt}, #{lastChange})",
                        columns(state))
                .compose(inserted -> insert(state.seats()));
    }

    /** Who goes makes room for who comes. */
    Future<Void> write(GroupState before, GroupChange change) {
        return delete(gone(before, change.gone().keySet()), change.gone()).compose(deleted -> change.after()
                .map(after -> update(before, after))
                .orElseGet(() -> Sql.update(client, "DELETE FROM groups WHERE id = #{group}", one())
                        .mapEmpty()));
    }

    private static List<Seat> gone(GroupState before, Set<UserId> gone) {
        return before.seats().stream()
                .filter(seat -> gone.contains(seat.user()))
                .toList();
    }

    private Future<Void> update(GroupState before, GroupState after) {
        Map<UserId, Seat> known = before.seats().stream().collect(Collectors.toMap(Seat::user, seat -> seat));
        List<Seat> came = after.seats().stream()
                .filter(seat -> !known.containsKey(seat.user()))
                .toList();
        List<Seat> changed = after.seats().stream()
                .filter(seat -> known.containsKey(seat.user())
                        && !known.get(seat.user()).equals(seat))
                .toList();
        return insert(came)
                .compose(inserted -> appoint(changed))
                .compose(appointed -> Sql.update(
                        client,
                        "UPDATE groups SET name = #{name}, owner = #{owner}, last_change = #{lastChange}"
                                + " WHERE id = #{group}",
                        columns(after)))
                .mapEmpty();
    }

    /** In the order of users' ids, in which everybody locks them. */
    private Future<Void> insert(List<Seat> seats) {
        return Sql.batch(
                client,
                "INSERT INTO group_members (group_id, user_id, seat, admin, joined)"
                        + " VALUES (#{group}, #{user}, #{seat}, #{admin}, #{joined})",
                seats.stream()
                        .sorted(Comparator.comparing(Seat::user))
                        .map(this::columns)
                        .toList());
    }

    private Future<Void> appoint(List<Seat> seats) {
        return Sql.batch(
                client,
                "UPDATE group_members SET admin = #{admin} WHERE group_id = #{group} AND user_id = #{user}",
                seats.stream().map(this::columns).toList());
    }

    private Future<Void> delete(List<Seat> seats, Map<UserId, MessageId> gone) {
        List<Map<String, Object>> rows = seats.stream()
                .map(seat -> {
                    Map<String, Object> row = columns(seat);
                    row.put("gone", gone.get(seat.user()).value());
                    return row;
                })
                .toList();
        return Sql.batch(
                        client,
                        "INSERT INTO past_memberships (user_id, group_id, joined, gone)"
                                + " VALUES (#{user}, #{group}, #{joined}, #{gone})",
                        rows)
                .compose(kept -> Sql.batch(
                        client, "DELETE FROM group_members WHERE group_id = #{group} AND user_id = #{user}", rows));
    }

    private Map<String, Object> one() {
        return Map.of("group", group.value());
    }

    private Map<String, Object> columns(GroupState state) {
        return Map.of(
                "group", group.value(),
                "name", state.name(),
                "owner", state.owner().value(),
                "createdAt", state.createdAt().toEpochMilli(),
                "lastChange", state.lastChange());
    }

    private Map<String, Object> columns(Seat seat) {
        return new HashMap<>(Map.of(
                "group", group.value(),
                "user", seat.user().value(),
                "seat", seat.number(),
                "admin", seat.admin(),
                "joined", seat.joined().value()));
    }
}
