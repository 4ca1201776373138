package dev.parley.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The fields of a JSON object in a small body. Types are never coerced, unknown fields are ignored, a JSON {@code null}
 * counts as a field left out. What is wrong is thrown as a {@link Failure} with the field's path.
 */
final class Fields {
    private static final int LONGEST_TEXT = 2_048;
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxNameLength(256)
                            .maxNumberLength(32)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonNode object;
    private final String prefix;

    private Fields(JsonNode object, String prefix) {
        this.object = object;
        this.prefix = prefix;
    }

    static Fields parse(Buffer body) {
        try {
            JsonNode root = MAPPER.readTree(body == null ? new byte[0] : body.getBytes());
            return new Fields(objectOrThrow(root), "");
        } catch (IOException notJson) {
            throw badJson();
        }
    }

    /** No fields at all. */
    static Fields none() {
        return new Fields(MAPPER.createObjectNode(), "");
    }

    /** Whether a field is there. */
    boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** A string that has to be there. */
    String text(String name) {
        return optionalText(name).orElseThrow(() -> invalid(name, "is missing"));
    }

    /** A string, if it is there. */
    Optional<String> optionalText(String name) {
        Optional<String> text = value(name, JsonNode::isTextual, "is a string").map(JsonNode::textValue);
        text.ifPresent(value -> {
            require(value.length() <= LONGEST_TEXT, name, "is at most " + LONGEST_TEXT + " characters long");
            require(value.codePoints().noneMatch(Fields::isNoCharacter), name, "holds something that is no character");
        });
        return text;
    }

    /** A truth value, if it is there. */
    Optional<Boolean> truth(String name) {
        return value(name, JsonNode::isBoolean, "is true or false").map(JsonNode::booleanValue);
    }

    /** What {@code parser} makes of a string that has to be there; it throws {@link IllegalArgumentException}. */
    <T> T value(String name, Function<String, T> parser) {
        return parsed(name, text(name), parser);
    }

    /** What {@code parser} makes of each string of a list, in the order of the list; none when it is left out. */
    <T> List<T> values(String name, Function<String, T> parser, int most) {
        List<T> values = new ArrayList<>();
        value(name, JsonNode::isArray, "is a list of strings").ifPresent(list -> {
            require(list.size() <= most, name, "has at most " + most + " elements");
            list.forEach(element -> {
                require(element.isTextual(), name, "is a list of strings");
                values.add(parsed(name, element.textValue(), parser));
            });
        });
        return values;
    }

    private <T> T parsed(String name, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException wrong) {
            throw invalid(name, "is wrong: " + wrong.getMessage());
        }
    }

    /** The fields of an object within; none of them when it is left out. */
    Fields object(String name) {
        JsonNode inner = value(name, JsonNode::isObject, "is an object").orElseGet(MAPPER::createObjectNode);
        return new Fields(inner, prefix + name + ".");
    }

    /** Throws the failure of a field that breaks a rule. */
    void require(boolean kept, String name, String otherwise) {
        if (!kept) {
            throw invalid(name, otherwise);
        }
    }

    private Optional<JsonNode> value(String name, Predicate<JsonNode> type, String rule) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        require(type.test(value), name, rule);
        return Optional.of(value);
    }

    private Failure invalid(String name, String rule) {
        String path = prefix + name;
        return Failure.of(FailureCode.INVALID, path + " " + rule, path);
    }

    /** NUL, and halves of a character: no store would give them back as they were. */
    private static boolean isNoCharacter(int point) {
        return point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static JsonNode objectOrThrow(JsonNode root) {
        if (!root.isObject()) {
            throw badJson();
        }
        return root;
    }

    private static Failure badJson() {
        return Failure.of(FailureCode.BAD_JSON, "the body is not a JSON object");
    }
}
