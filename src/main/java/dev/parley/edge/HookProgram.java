package dev.parley.edge;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.protocol.BridgeEncoder;
import dev.parley.protocol.BridgeFrame;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that decides about messages: what it was asked and has not answered. For its session's context. */
final class HookProgram {
    private static final int MOST_WAITING = 1_000;
    /** Nobody waits longer. */
    private static final long PATIENCE_SECONDS = 3;

    private final Outbox outbox;
    private final Map<String, Promise<JsonObject>> waiting = new HashMap<>();
    private long questions;

    HookProgram(Outbox outbox) {
        this.outbox = outbox;
    }

    /** @return a future completed with its answer, or failed when there is none */
    Future<JsonObject> ask(JsonObject question) {
        if (waiting.size() >= MOST_WAITING) {
            return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "the program is behind"));
        }
        String reply = BridgeFrame.ANSWER + ++questions;
        Promise<JsonObject> answer = Promise.promise();
        waiting.put(reply, answer);
        outbox.writeAsIs(BridgeEncoder.asked(BridgeFrame.HOOK, reply, question.encode()));
        return answer.future()
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onComplete(done -> waiting.remove(reply))
                .recover(cause ->
                        Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "the program does not answer")));
    }

    /** Takes an answer in, perhaps to what nobody waits for any more. */
    void answer(BridgeFrame.Verdict verdict) {
        Promise<JsonObject> answer = waiting.get(verdict.question());
        if (answer != null) {
            answer.tryComplete(new JsonObject(verdict.answer()));
        }
    }

    /** It is not there any more. */
    void gone() {
        List.copyOf(waiting.values()).forEach(answer -> answer.tryFail("it is gone"));
    }
}
