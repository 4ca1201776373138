package dev.parley.accounts.sql;

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

    static Future<Set<UserId>> viewers(SqlClient client, GroupId group, MessageId id) {
        return Sql.query(
                        client,
                        "SELECT user_id FROM group_members m WHERE group_id = #{group} AND (joined <= #{id} OR EXISTS"
                                + " (SELECT 1 FROM past_memberships p WHERE p.user_id = m.user_id"
                                + " AND p.group_id = m.group_id AND #{id} BETWEEN p.joined AND p.gone))",
                        row -> new UserId(row.getLong("user_id")),
                        Map.of("group", group.value(), "id", id.value()))
                .map(Set::copyOf);
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
