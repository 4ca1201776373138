package dev.parley.router;

import dev.parley.model.Annotations;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads what a program of the operator answers about a message. */
final class HookAnswer {
    private static final int MOST_REASON = 200;
    private static final String NO_REASON = "this message is not allowed here";

    private HookAnswer() {}

    /**
     * @return what is noted about the message, or a future failed with {@code REFUSED}
     * @throws IllegalArgumentException when this is no answer; it says nothing of what it holds
     */
    static Future<Annotations> read(JsonObject answer) {
        if (!(answer.getValue("allow") instanceof Boolean allow)) {
            throw new IllegalArgumentException("allow is not true or false");
        }
        return allow
                ? Future.succeededFuture(annotations(answer.getValue("annotations")))
                : Future.failedFuture(Failure.of(FailureCode.REFUSED, reason(answer.getValue("reason"))));
    }

    private static Annotations annotations(Object noted) {
        if (noted == null) {
            return Annotations.NONE;
        }
        if (!(noted instanceof JsonObject values)) {
            throw new IllegalArgumentException("annotations are not an object");
        }
        return new Annotations(
                values.stream().collect(Collectors.toMap(Map.Entry::getKey, one -> text(one.getValue()))));
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("an annotation is not a string");
    }

    private static String reason(Object said) {
        return said instanceof String reason && !reason.isBlank()
                ? reason.substring(
                        0,
                        reason.offsetByCodePoints(0, Math.min(MOST_REASON, reason.codePointCount(0, reason.length()))))
                : NO_REASON;
    }
}
