package dev.parley.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.model.Failure;
import java.io.IOException;

/** How a failure looks in a frame. */
final class FailureJson {
    private FailureJson() {}

    static void writeFields(JsonGenerator out, Failure failure) throws IOException {
        out.writeStringField("code", failure.code().wireName());
        out.writeStringField("message", failure.getMessage());
        out.writeBooleanField("retryable", failure.code().retryable());
        if (failure.retryAfter().isPresent()) {
            out.writeNumberField("retryAfterMs", failure.retryAfter().get().toMillis());
        }
    }
}
