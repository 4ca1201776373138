package dev.parley.bench;

import java.util.Locale;
import java.util.Optional;

/**
 * A frame of the server as it came. Its fields are found by their names in the text: nothing that is quoted inside a value
 * can look like one, for there a quote has a backslash before it. Only for compact JSON, and for the outermost fields of
 * frames whose nested objects have none of these names.
 */
record Frame(String json) {
    private static final String TYPE_FIRST = "{\"type\":\"";

    /** The types that a client cares about. */
    enum Type {
        MESSAGE,
        ACCEPTED,
        /** What the bare relay hands on, as it came. */
        SEND,
        RECEIPT,
        TYPING,
        PRESENCE,
        HEARTBEAT,
        FAILED,
        WELCOME,
        SYNCED,
        EVENT,
        RECONNECT,
        ERROR,
        OTHER;

        private final String quoted = wire() + '"';

        /** As it is on the wire. */
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Type[] TYPES = Type.values();

    Type type() {
        int at = json.startsWith(TYPE_FIRST) ? TYPE_FIRST.length() : find("type");
        for (Type type : TYPES) {
            if (at >= 0 && json.startsWith(type.quoted, at)) {
                return type;
            }
        }
        return Type.OTHER;
    }

    /** The stamp in a field; empty when somebody else wrote it. */
    Optional<Stamp> stamp(String field) {
        int at = find(field);
        return at < 0 ? Optional.empty() : Stamp.read(json, at);
    }

    /** The number in a field of text, as ids are; 0 when there is none. */
    long number(String field) {
        int at = find(field);
        int end = at < 0 ? at : Stamp.endOfDigits(json, at);
        return end <= at ? 0 : Long.parseLong(json, at, end, 10);
    }

    /** The text of a field that needs no escapes; empty when it is not there. */
    Optional<String> text(String field) {
        int at = find(field);
        int end = at < 0 ? at : json.indexOf('"', at);
        return end < 0 ? Optional.empty() : Optional.of(json.substring(at, end));
    }

    /** Whether a field is there. */
    boolean has(String field) {
        return json.contains('"' + field + "\":");
    }

    /** Whether a field is true. */
    boolean isTrue(String field) {
        return json.contains('"' + field + "\":true");
    }

    /** Where the text of a field begins; -1 when it is not there. */
    private int find(String field) {
        int at = json.indexOf('"' + field + "\":\"");
        return at < 0 ? at : at + field.length() + 4;
    }
}
