package dev.parley.accounts.sql;

import static dev.parley.accounts.sql.SqlColumn.flag;
import static dev.parley.accounts.sql.SqlColumn.id;
import static dev.parley.accounts.sql.SqlColumn.number;
import static dev.parley.accounts.sql.SqlColumn.text;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table that an export holds.
 *
 * @param keys how many of the columns, from the first on, are the primary key
 */
record SqlTable(String name, int keys, List<SqlColumn> columns) {
    /** All of them, those before others that refer to them. */
    static final List<SqlTable> ALL = List.of(
            new SqlTable(
                    "users",
                    1,
                    List.of(
                            id("id"),
                            text("username"),
                            text("password_hash"),
                            text("display_name"),
                            text("about"),
                            text("avatar"),
                            text("presence"),
                            flag("read_receipts"),
                            number("created_at"))),
            new SqlTable(
                    "devices",
                    1,
                    List.of(
                            id("id"),
                            id("user_id"),
                            text("name"),
                            text("platform"),
                            number("created_at"),
                            number("last_seen_at"),
                            text("sign_in"),
                            number("generation"),
                            number("expires_at"))),
            new SqlTable(
                    "revocations", 1, List.of(text("sign_in"), id("user_id"), id("device_id"), number("revoked_at"))),
            new SqlTable("friendships", 2, List.of(id("user_id"), id("friend_id"), number("since"))),
            new SqlTable("friend_requests", 2, List.of(id("asker"), id("asked"), number("since"))),
            new SqlTable("blocks", 2, List.of(id("blocker"), id("blocked"), number("since"))),
            new SqlTable("acquaintances", 2, List.of(id("low"), id("high"), id("opener"), flag("answered"))),
            new SqlTable(
                    "groups", 1, List.of(id("id"), text("name"), id("owner"), number("created_at"), id("last_change"))),
            new SqlTable(
                    "group_members",
                    2,
                    List.of(id("group_id"), id("user_id"), number("seat"), flag("admin"), id("joined"))),
            new SqlTable("past_memberships", 3, List.of(id("user_id"), id("group_id"), id("joined"), id("gone"))),
            new SqlTable("preferences", 2, List.of(id("user_id"), text("conversation"), flag("muted"), number("pin"))),
            new SqlTable(
                    "announcements",
                    1,
                    List.of(
                            id("id"),
                            text("conversation"),
                            id("author"),
                            number("kind"),
                            text("text"),
                            id("target"),
                            text("recipients"))),
            new SqlTable(
                    "push_registrations",
                    1,
                    List.of(
                            id("device_id"),
                            id("user_id"),
                            text("sign_in"),
                            text("channel"),
                            text("provider"),
                            text("address"),
                            text("push_key"),
                            text("secret"))),
            new SqlTable(
                    "push_wishes",
                    1,
                    List.of(
                            id("user_id"),
                            text("carries"),
                            number("quiet_from"),
                            number("quiet_to"),
                            text("quiet_zone"))),
            new SqlTable(
                    "pushes",
                    2,
                    List.of(
                            id("device_id"),
                            id("message_id"),
                            id("user_id"),
                            text("conversation"),
                            id("author"),
                            text("provider"),
                            number("attempts"),
                            number("due_at"),
                            number("leased_until"),
                            number("claim"),
                            number("forget_at"))));

    SqlTable {
        columns = List.copyOf(columns);
    }

    List<SqlColumn> key() {
        return columns.subList(0, keys);
    }

    /** The first rows. */
    String first() {
        return "SELECT " + list(columns, "") + " FROM " + name + order();
    }

    /** The rows that follow the one with this key. */
    String following() {
        return "SELECT " + list(columns, "") + " FROM " + name + " WHERE (" + list(key(), "") + ") > ("
                + list(key(), "#") + ")" + order();
    }

    /** Adds a row, unless it is there. */
    String insert() {
        return "INSERT INTO " + name + " (" + list(columns, "") + ") VALUES (" + list(columns, "#")
                + ") ON CONFLICT DO NOTHING";
    }

    private String order() {
        return " ORDER BY " + list(key(), "") + " LIMIT #{limit}";
    }

    private static String list(List<SqlColumn> columns, String mark) {
        Stream<String> names = columns.stream().map(SqlColumn::name);
        return names.map(column -> mark.isEmpty() ? column : mark + "{" + column + "}")
                .collect(Collectors.joining(", "));
    }
}
