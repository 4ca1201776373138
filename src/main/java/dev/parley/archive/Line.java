package dev.parley.archive;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What stands in the lines of an export. */
final class Line {
    static final int FORMAT = 1;

    private static final String HEADER = "parleyExport";
    private static final String TABLE = "table";
    private static final String RECORD = "record";
    private static final String END = "end";

    private final JsonObject json;

    private Line(JsonObject json) {
        this.json = json;
    }

    static Line header(Instant now) {
        return new Line(new JsonObject().put(HEADER, FORMAT).put("madeAt", now.toString()));
    }

    static Line record(String table, JsonObject record) {
        return new Line(new JsonObject().put(TABLE, table).put(RECORD, record));
    }

    static Line end(Contents contents) {
        return new Line(new JsonObject().put(END, contents.json()));
    }

    /** @throws DecodeException when it is not JSON */
    static Line read(byte[] bytes) {
        return new Line(new JsonObject(Buffer.buffer(bytes)));
    }

    byte[] bytes() {
        return (json.encode() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    boolean isHeader() {
        return json.getValue(HEADER) instanceof Integer;
    }

    int format() {
        return json.getInteger(HEADER);
    }

    boolean isEnd() {
        return json.containsKey(END);
    }

    /** @throws RuntimeException when it does not say */
    Contents contents() {
        return Contents.read(json.getJsonObject(END));
    }

    boolean isRecord() {
        return json.getValue(TABLE) instanceof String && json.getValue(RECORD) instanceof JsonObject;
    }

    String table() {
        return json.getString(TABLE);
    }

    JsonObject record() {
        return json.getJsonObject(RECORD);
    }
}
