package dev.parley.accounts.sql;

import dev.parley.archive.Pages;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of a table in the order of its key; each page begins after the last key of the one before. */
final class RowPages implements Pages<Row> {
    private final Database database;
    private final SqlTable table;
    private final Map<String, Object> values = new HashMap<>();
    private String query;

    RowPages(Database database, SqlTable table, int limit) {
        this.database = database;
        this.table = table;
        this.query = table.first();
        values.put("limit", limit);
    }

    @Override
    public Future<List<Row>> next() {
        return database.read(client -> SqlTemplate.forQuery(client, query)
                .execute(values)
                .map(rows -> rows.stream().toList())
                .onSuccess(this::passed));
    }

    private void passed(List<Row> rows) {
        if (!rows.isEmpty()) {
            Row last = rows.get(rows.size() - 1);
            table.key()
                    .forEach(column ->
                            values.put(column.name(), column.from(last).orElseThrow()));
            query = table.following();
        }
    }
}
