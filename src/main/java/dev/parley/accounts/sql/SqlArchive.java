package dev.parley.accounts.sql;

import dev.parley.archive.Archive;
import dev.parley.archive.ArchiveTable;
import dev.parley.archive.Pages;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of a database, as they stand. */
final class SqlArchive implements Archive {
    private final Database database;

    SqlArchive(Database database) {
        this.database = database;
    }

    @Override
    public List<ArchiveTable> tables() {
        return SqlTable.ALL.stream().<ArchiveTable>map(Rows::new).toList();
    }

    @Override
    public Future<Boolean> takes(String export) {
        return database.read(client -> noted(client)
                .compose(noted -> noted.map(note -> again(note, export)).orElseGet(() -> empty(client))));
    }

    private static Future<Boolean> again(Note note, String export) {
        return note.export().equals(export) ? Future.succeededFuture(!note.ended()) : refused("another import");
    }

    private static Future<Boolean> empty(SqlClient client) {
        return client.query("SELECT id FROM users LIMIT 1")
                .execute()
                .compose(users -> users.size() == 0 ? Future.succeededFuture(true) : refused("accounts already"));
    }

    @Override
    public Future<Void> begin(String export) {
        return database.write(client -> SqlTemplate.forUpdate(
                        client, "INSERT INTO imports (export, ended) VALUES (#{export}, FALSE) ON CONFLICT DO NOTHING")
                .execute(Map.of("export", export))
                .mapEmpty());
    }

    private static <T> Future<T> refused(String what) {
        return Future.failedFuture(Failure.of(FailureCode.INVALID, "the account store holds " + what));
    }

    @Override
    public Future<Void> end() {
        return database.write(client ->
                client.query("UPDATE imports SET ended = TRUE").execute().mapEmpty());
    }

    @Override
    public Future<Void> close() {
        return database.close();
    }

    /** Whether an import has begun and not ended. */
    static Future<Boolean> isUnderWay(SqlClient client) {
        return noted(client).map(noted -> noted.filter(note -> !note.ended()).isPresent());
    }

    private record Note(String export, boolean ended) {}

    private static Future<Optional<Note>> noted(SqlClient client) {
        return client.query("SELECT export, ended FROM imports").execute().map(rows -> rows.stream()
                .findFirst()
                .map(row -> new Note(row.getString("export"), row.getBoolean("ended"))));
    }

    /** One table. */
    private final class Rows implements ArchiveTable {
        private static final int PAGE = 500;

        private final SqlTable table;

        Rows(SqlTable table) {
            this.table = table;
        }

        @Override
        public String name() {
            return table.name();
        }

        @Override
        public Pages<JsonObject> read() {
            return new RowPages(database, table, PAGE).map(this::record);
        }

        private JsonObject record(Row row) {
            JsonObject record = new JsonObject();
            table.columns().forEach(column -> column.copy(row, record));
            return record;
        }

        @Override
        public Future<Void> write(List<JsonObject> records) {
            if (records.isEmpty()) {
                return Future.succeededFuture();
            }
            List<Map<String, Object>> rows = records.stream().map(this::values).toList();
            return database.write(client -> SqlTemplate.forUpdate(client, table.insert())
                    .executeBatch(rows)
                    .mapEmpty());
        }

        private Map<String, Object> values(JsonObject record) {
            Map<String, Object> values = new HashMap<>();
            table.columns()
                    .forEach(column ->
                            values.put(column.name(), column.from(record).orElse(null)));
            return values;
        }
    }
}
