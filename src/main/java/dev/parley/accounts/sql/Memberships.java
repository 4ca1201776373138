package dev.parley.accounts.sql;

import dev.parley.bus.MembershipService.Viewers;
import dev.parley.bus.MembershipService.Window;
import dev.parley.bus.MembershipService.Windows;
import dev.parley.model.GroupId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads when a user was in groups. */
final class Memberships {
    /** @param gone the last id that is seen; absent for one who is in the group now */
    private record Span(GroupId group, long joined, Optional<Long> gone) {
        Window window() {
            return new Window(joined, gone.map(last -> last + 1).orElse(Long.MAX_VALUE));
        }
    }

    private Memberships() {}

    /** @param groups at least one */
    static Future<Map<GroupId, Windows>> windows(SqlClient client, UserId user, Set<GroupId> groups) {
        Sql.Ids ids = Sql.Ids.of(groups, GroupId::value).and("user", user.value());
        return Sql.query(
                        client,
                        "SELECT group_id, joined, gone FROM past_memberships WHERE user_id = #{user} AND group_id IN "
                                + ids.names() + " UNION ALL"
                                + " SELECT group_id, joined, CAST(NULL AS BIGINT) AS gone FROM group_members"
                                + " WHERE user_id = #{user} AND group_id IN " + ids.names() + " ORDER BY joined",
                        Memberships::span,
                        ids.parameters())
                .map(Memberships::byGroup);
    }

    static Future<Viewers> viewers(SqlClient client, GroupId group, MessageId id) {
        return Sql.query(
                        client,
                        "SELECT m.user_id, TRUE AS present FROM group_members m WHERE m.group_id = #{group}"
                                + " AND m.joined <= #{id} UNION"
                                + " SELECT p.user_id, m.user_id IS NOT NULL AS present FROM past_memberships p"
                                + " LEFT JOIN group_members m ON m.group_id = p.group_id AND m.user_id = p.user_id"
                                + " WHERE p.group_id = #{group} AND #{id} BETWEEN p.joined AND p.gone",
                        row -> Map.entry(new UserId(row.getLong("user_id")), row.getBoolean("present")),
                        Map.of("group", group.value(), "id", id.value()))
                .map(rows -> new Viewers(users(rows, true), users(rows, false)));
    }

    private static Set<UserId> users(List<Map.Entry<UserId, Boolean>> rows, boolean present) {
        return rows.stream()
                .filter(row -> row.getValue() == present)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Span span(Row row) {
        return new Span(
                new GroupId(row.getLong("group_id")), row.getLong("joined"), Optional.ofNullable(row.getLong("gone")));
    }

    private static Map<GroupId, Windows> byGroup(List<Span> spans) {
        Map<GroupId, Windows> byGroup = new HashMap<>();
        spans.stream()
                .collect(Collectors.groupingBy(Span::group))
                .forEach((group, own) -> byGroup.put(
                        group,
                        new Windows(
                                own.stream().map(Span::window).toList(),
                                own.stream().anyMatch(span -> span.gone().isEmpty()))));
        return byGroup;
    }
}
