package dev.parley.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Walks through the fields of one JSON object, in their order, without building a tree. A value of the wrong type is never
 * coerced; the first thing wrong is kept and the walk goes on, so that the rest of the object can still be read. A JSON
 * {@code null} counts as a field left out. What is not JSON at all is an {@link IOException}.
 */
final class JsonFields implements AutoCloseable {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(Limits.FRAME_BYTES)
                    .maxStringLength(Limits.FRAME_BYTES)
                    .maxNestingDepth(Limits.NESTING)
                    .maxNameLength(Limits.NAME_LENGTH)
                    .maxNumberLength(Limits.NUMBER_LENGTH)
                    .build())
            .build();

    private final JsonParser in;
    private Optional<Failure> failure = Optional.empty();

    private JsonFields(JsonParser in) {
        this.in = in;
    }

    /** Starts at the first field of the object that {@code json} is. */
    static JsonFields of(String json) throws IOException {
        JsonParser in = FACTORY.createParser(json);
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new JsonParseException(in, "not an object");
        }
        return new JsonFields(in);
    }

    /** Reads what stands under one field, exactly the value at hand. */
    @FunctionalInterface
    interface Field {
        void read(String name) throws IOException;
    }

    /** Finds the string under {@code name}; empty when there is none. What follows it is not looked at. */
    static String find(String name, String json) throws IOException {
        try (JsonFields fields = of(json)) {
            JsonParser in = fields.in;
            for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
                if (field.equals(name)) {
                    return fields.text().orElse("");
                }
                fields.skip();
            }
            return "";
        }
    }

    /** Goes through the fields of the object at hand that are still to come. */
    void each(Field field) throws IOException {
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            field.read(name);
        }
    }

    /** Reads over the value at hand. */
    void skip() throws IOException {
        in.nextToken();
        in.skipChildren();
    }

    /** Makes sure that nothing follows the object. */
    void end() throws IOException {
        if (in.nextToken() != null) {
            throw new JsonParseException(in, "more than one value");
        }
    }

    /** A string; empty when it is left out or wrong. */
    Optional<String> text() throws IOException {
        return take(JsonToken.VALUE_STRING, "is a string") ? Optional.of(in.getText()) : Optional.empty();
    }

    /** A string with a form of its own, such as an id. */
    <T> Optional<T> parsed(Function<String, T> parse) throws IOException {
        String field = in.currentName();
        return text().flatMap(text -> parse(field, text, parse));
    }

    /** A whole number within 32 bits. */
    Optional<Integer> number() throws IOException {
        if (!take(JsonToken.VALUE_NUMBER_INT, "is a whole number")) {
            return Optional.empty();
        }
        if (in.getNumberType() != JsonParser.NumberType.INT) {
            refuse(in.currentName(), "is a small number");
            return Optional.empty();
        }
        return Optional.of(in.getIntValue());
    }

    /** A truth value; false when it is left out. */
    boolean truth() throws IOException {
        if (in.nextToken() == JsonToken.VALUE_TRUE) {
            return true;
        }
        if (in.currentToken() != JsonToken.VALUE_FALSE && in.currentToken() != JsonToken.VALUE_NULL) {
            refuse(in.currentName(), "is true or false");
            in.skipChildren();
        }
        return false;
    }

    /** A list of strings with a form of their own; empty when it is left out or wrong. */
    <T> List<T> list(Function<String, T> parse, int most) throws IOException {
        String field = in.currentName();
        List<T> values = new ArrayList<>();
        if (take(JsonToken.START_ARRAY, "is a list")) {
            while (in.nextToken() != JsonToken.END_ARRAY) {
                element(field, parse).filter(value -> values.size() <= most).ifPresent(values::add);
            }
        }
        if (values.size() > most) {
            refuse(field, "has at most " + most + " entries");
        }
        return values;
    }

    /** Goes through the fields of an object, unless it is left out or wrong. */
    void object(Field field) throws IOException {
        if (enter()) {
            each(field);
        }
    }

    /** An object as JSON, whatever it holds; empty when it is left out or wrong. */
    Optional<String> object() throws IOException {
        if (!enter()) {
            return Optional.empty();
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            out.copyCurrentStructure(in);
        }
        return Optional.of(text.toString());
    }

    /** Steps into an object, whose fields are to be gone through next; false when it is left out or wrong. */
    boolean enter() throws IOException {
        return take(JsonToken.START_OBJECT, "is an object");
    }

    /** Keeps what is wrong, unless something else was found earlier. */
    void refuse(String field, String rule) {
        refuse(Optional.of(Failure.of(FailureCode.INVALID, field + " " + rule, field)));
    }

    /** Keeps what is wrong, if anything, unless something else was found earlier. */
    void refuse(Optional<Failure> found) {
        failure = failure.or(() -> found);
    }

    /** The first thing that was found wrong. */
    Optional<Failure> failure() {
        return failure;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private <T> Optional<T> element(String field, Function<String, T> parse) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            return parse(field, in.getText(), parse);
        }
        refuse(field, "is a list of strings");
        in.skipChildren();
        return Optional.empty();
    }

    private <T> Optional<T> parse(String field, String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException e) {
            refuse(field, "is wrong: " + e.getMessage());
            return Optional.empty();
        }
    }

    private boolean take(JsonToken wanted, String rule) throws IOException {
        JsonToken token = in.nextToken();
        if (token != wanted && token != JsonToken.VALUE_NULL) {
            refuse(in.currentName(), rule);
            in.skipChildren();
        }
        return token == wanted;
    }
}
