package dev.parley.accounts.sql;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** A column as an export writes it, under its own name. A column without a value is left out. */
record SqlColumn(String name, Type type) {
    enum Type {
        /** 64 bits that are a name: a string of digits, as wherever ids are shown. */
        ID,
        /** 64 bits that count, or say a time. */
        NUMBER,
        TEXT,
        FLAG
    }

    static SqlColumn id(String name) {
        return new SqlColumn(name, Type.ID);
    }

    static SqlColumn number(String name) {
        return new SqlColumn(name, Type.NUMBER);
    }

    static SqlColumn text(String name) {
        return new SqlColumn(name, Type.TEXT);
    }

    static SqlColumn flag(String name) {
        return new SqlColumn(name, Type.FLAG);
    }

    /** The value in a row, if it has one. */
    Optional<Object> from(Row row) {
        return switch (type) {
            case ID, NUMBER -> Optional.ofNullable(row.getLong(name));
            case TEXT -> Optional.ofNullable(row.getString(name));
            case FLAG -> Optional.ofNullable(row.getBoolean(name));
        };
    }

    /** The value in a record of an export, if it has one. */
    Optional<Object> from(JsonObject record) {
        return switch (type) {
            case ID -> Optional.ofNullable(record.getString(name)).map(Long::valueOf);
            case NUMBER -> Optional.ofNullable(record.getLong(name));
            case TEXT -> Optional.ofNullable(record.getString(name));
            case FLAG -> Optional.ofNullable(record.getBoolean(name));
        };
    }

    /** Adds the value of a row to a record of an export. */
    void copy(Row row, JsonObject record) {
        from(row).ifPresent(value -> record.put(name, type == Type.ID ? value.toString() : value));
    }
}
