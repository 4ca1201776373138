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
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The fields of a JSON object in a small body. Types are never coerced, unknown fields are ignored, a JSON {@code null}
 * counts as a field left out. What is wrong is thrown as a {@link Failure} with the field's path.
 */
final class Fields {
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

    /** A string that has to be there, of {@code min} to {@code max} code points. */
    String text(String name, int min, int max) {
        return optionalText(name, min, max).orElseThrow(() -> invalid(name, "is missing"));
    }

    /** A string of {@code min} to {@code max} code points, if it is there. */
    Optional<String> optionalText(String name, int min, int max) {
        Optional<String> text = value(name, JsonNode::isTextual, "is a string").map(JsonNode::textValue);
        text.ifPresent(value -> {
            int points = value.codePointCount(0, value.length());
            require(points >= min && points <= max, name, "is " + min + " to " + max + " characters long");
            require(value.chars().noneMatch(c -> c == 0), name, "holds a NUL character");
            require(isWhole(value), name, "holds half a character");
        });
        return text;
    }

    /** A truth value, if it is there. */
    Optional<Boolean> truth(String name) {
        return value(name, JsonNode::isBoolean, "is true or false").map(JsonNode::booleanValue);
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

    private static boolean isWhole(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
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
