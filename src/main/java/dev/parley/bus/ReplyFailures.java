package dev.parley.bus;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Carries a {@link Failure} inside the event bus's own reply exception, and reads it back. */
final class ReplyFailures {
    private ReplyFailures() {}

    static ReplyException write(Failure failure) {
        JsonObject body = new JsonObject()
                .put("code", failure.code().name())
                .put("message", failure.getMessage())
                .put("field", failure.field().orElse(""))
                .put(
                        "retryAfterMs",
                        failure.retryAfter().map(Duration::toMillis).orElse(0L));
        return new ReplyException(ReplyFailure.RECIPIENT_FAILURE, failure.code().httpStatus(), body.encode());
    }

    static Failure read(String address, Throwable cause) {
        if (!(cause instanceof ReplyException reply)) {
            return Failure.of(FailureCode.UNAVAILABLE, "the event bus cannot reach " + address);
        }
        return switch (reply.failureType()) {
            case TIMEOUT -> late(address);
            case NO_HANDLERS -> Failure.of(FailureCode.UNAVAILABLE, "nobody answers " + address);
            case RECIPIENT_FAILURE -> told(reply.getMessage());
            case ERROR -> Failure.of(FailureCode.INTERNAL, "the event bus failed to carry a message");
        };
    }

    static Failure late(String address) {
        return Failure.of(FailureCode.TIMEOUT, "no answer from " + address + " in time");
    }

    /** What a server of somebody else's says of its failure means nothing here. */
    private static Failure told(String message) {
        try {
            return told(new JsonObject(message));
        } catch (DecodeException | IllegalArgumentException | NullPointerException notOurs) {
            return Failure.of(FailureCode.INTERNAL, "what was asked failed");
        }
    }

    private static Failure told(JsonObject body) {
        Failure failure = Failure.of(
                FailureCode.valueOf(body.getString("code")), body.getString("message"), body.getString("field"));
        long wait = body.getLong("retryAfterMs");
        return wait == 0 ? failure : failure.retryAfter(Duration.ofMillis(wait));
    }
}
