package dev.parley.router;

import dev.parley.bus.Bus;
import dev.parley.bus.Endpoint;
import dev.parley.bus.HooksService;
import dev.parley.config.Settings;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks the operator's programs whether what somebody says may be accepted. What cannot be asked, for too much waits already,
 * and what is not answered in time or not well, passes or fails in passing, as the settings say. Safe for use by
 * any thread.
 */
interface Hook {
    /** Lets everything pass. */
    Hook NONE = message -> Future.succeededFuture();

    /**
     * @return a future completed when the message may be accepted, or failed with {@code REFUSED}, or with {@code UNAVAILABLE} when
     *     that is not known
     */
    Future<Void> ask(Message message);

    /** By programs on the bus. */
    final class OnBus implements Hook {
        private static final int MOST_WAITING = 1_000;
        private static final int MOST_REASON = 200;
        private static final String NO_REASON = "this message is not allowed here";

        private final Bus bus;
        private final Endpoint<JsonObject, JsonObject> endpoint;
        private final boolean passesUnanswered;
        private final AtomicInteger waiting = new AtomicInteger();

        OnBus(Bus bus, Settings.Hook settings) {
            this.bus = bus;
            this.endpoint = HooksService.message(settings.patience());
            this.passesUnanswered = settings.passesUnanswered();
        }

        /** What takes a text away says nothing. */
        @Override
        public Future<Void> ask(Message message) {
            if (message.kind() == Message.Kind.DELETE) {
                return Future.succeededFuture();
            }
            if (waiting.incrementAndGet() > MOST_WAITING) {
                waiting.decrementAndGet();
                return unanswered();
            }
            return bus.request(endpoint, new JsonObject().put("message", json(message)))
                    .onComplete(done -> waiting.decrementAndGet())
                    .compose(this::decide, cause -> unanswered());
        }

        private Future<Void> decide(JsonObject answer) {
            if (!(answer.getValue("allow") instanceof Boolean allow)) {
                return unanswered();
            }
            return allow
                    ? Future.succeededFuture()
                    : Future.failedFuture(Failure.of(FailureCode.REFUSED, reason(answer)));
        }

        private static String reason(JsonObject answer) {
            return answer.getValue("reason") instanceof String reason && !reason.isBlank()
                    ? reason.substring(
                            0,
                            reason.offsetByCodePoints(
                                    0, Math.min(MOST_REASON, reason.codePointCount(0, reason.length()))))
                    : NO_REASON;
        }

        private Future<Void> unanswered() {
            return passesUnanswered
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                            Failure.of(FailureCode.UNAVAILABLE, "nobody decides about messages at the moment"));
        }

        private static JsonObject json(Message message) {
            JsonObject json = new JsonObject()
                    .put("id", message.id().toString())
                    .put("conversation", message.conversation().toString())
                    .put("from", message.from().toString())
                    .put("kind", message.kind().name().toLowerCase(Locale.ROOT))
                    .put("ref", message.ref())
                    .put("text", message.text())
                    .put(
                            "mentions",
                            new JsonArray(message.mentions().stream()
                                    .map(UserId::toString)
                                    .toList()));
            message.replyTo().map(MessageId::toString).ifPresent(id -> json.put("replyTo", id));
            message.target().map(String::valueOf).ifPresent(id -> json.put("target", id));
            return json;
        }
    }
}
