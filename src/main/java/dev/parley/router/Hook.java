package dev.parley.router;

import dev.parley.bus.Bus;
import dev.parley.bus.Endpoint;
import dev.parley.bus.HooksService;
import dev.parley.config.Settings;
import dev.parley.model.Annotations;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one of the operator's programs whether what somebody says may be accepted, and another, once, where that one is gone or does not answer. What
 * cannot be asked, for too much waits already, and what is not answered in time or not well, passes or fails in passing, as the
 * settings say. Safe for use by any thread.
 */
interface Hook {
    Future<Annotations> NOTHING_NOTED = Future.succeededFuture(Annotations.NONE);

    /** Lets everything pass. */
    Hook NONE = message -> NOTHING_NOTED;

    /**
     * @return a future completed with what is noted about the message, which may be accepted, or failed with {@code REFUSED}, or
     *     with {@code UNAVAILABLE} when that is not known
     */
    Future<Annotations> ask(Message message);

    /** By programs on the bus. */
    final class OnBus implements Hook {
        private static final int MOST_WAITING = 1_000;
        private static final long BETWEEN_COMPLAINTS_NANOS = TimeUnit.MINUTES.toNanos(1);
        private static final Set<FailureCode> GONE = Set.of(FailureCode.UNAVAILABLE, FailureCode.TIMEOUT);
        private static final Logger LOG = LoggerFactory.getLogger(Hook.class);

        private final Bus bus;
        private final Endpoint<JsonObject, JsonObject> endpoint;
        private final boolean passesUnanswered;
        private final AtomicInteger waiting = new AtomicInteger();
        private final AtomicLong complaintDue = new AtomicLong(System.nanoTime());

        OnBus(Bus bus, Settings.Hook settings) {
            this.bus = bus;
            this.endpoint = HooksService.message(settings.patience());
            this.passesUnanswered = settings.passesUnanswered();
        }

        /** What takes a text away says nothing. */
        @Override
        public Future<Annotations> ask(Message message) {
            if (message.kind() == Message.Kind.DELETE) {
                return NOTHING_NOTED;
            }
            if (waiting.incrementAndGet() > MOST_WAITING) {
                waiting.decrementAndGet();
                return unanswered();
            }
            JsonObject question = new JsonObject().put("message", json(message));
            return bus.request(endpoint, question)
                    .recover(cause -> mayBeGone(cause) ? bus.request(endpoint, question) : Future.failedFuture(cause))
                    .onComplete(done -> waiting.decrementAndGet())
                    .compose(answer -> read(answer, message.id()), cause -> unanswered());
        }

        /** Whether another one may be there to ask. The bus says nothing of a question that reached a node which had one until just then. */
        private static boolean mayBeGone(Throwable cause) {
            return cause instanceof Failure failure && GONE.contains(failure.code());
        }

        private Future<Annotations> read(JsonObject answer, MessageId about) {
            try {
                return HookAnswer.read(answer);
            } catch (IllegalArgumentException notAnAnswer) {
                complain(notAnAnswer.getMessage(), about);
                return unanswered();
            }
        }

        /** A program that answers badly does so often. */
        private void complain(String wrong, MessageId about) {
            long now = System.nanoTime();
            long due = complaintDue.get();
            if (now - due >= 0 && complaintDue.compareAndSet(due, now + BETWEEN_COMPLAINTS_NANOS)) {
                LOG.atWarn()
                        .addKeyValue("messageId", about)
                        .log("What was answered about message {} counts as no answer: {}", about, wrong);
            }
        }

        private Future<Annotations> unanswered() {
            return passesUnanswered
                    ? NOTHING_NOTED
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
