package dev.parley.edge;

import dev.parley.bus.Bus;
import dev.parley.bus.Bus.Registration;
import dev.parley.bus.HooksService;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The programs on one event loop that decide about messages. They are asked in turn, by one consumer for all of them, which is
 * there while they are. For that loop.
 */
final class HookPrograms {
    private final Bus bus;
    private final Deque<HookProgram> programs = new ArrayDeque<>();
    private Optional<Registration> serving = Optional.empty();
    private Future<Void> turn = Future.succeededFuture();

    HookPrograms(Bus bus) {
        this.bus = bus;
    }

    /** @return a future completed when the cluster knows that there is somebody to ask */
    Future<Void> join(HookProgram program) {
        programs.add(program);
        return settle();
    }

    /** Asks it nothing more; what it was asked it may still answer. */
    void retire(HookProgram program) {
        if (programs.remove(program)) {
            settle();
        }
    }

    /** It is not there any more. */
    void leave(HookProgram program) {
        retire(program);
        program.gone();
    }

    /** One step after the other, for both take time. */
    private Future<Void> settle() {
        turn = turn.otherwiseEmpty().compose(before -> programs.isEmpty() ? end() : begin());
        return turn;
    }

    private Future<Void> begin() {
        return serving.isPresent()
                ? Future.succeededFuture()
                : bus.serve(HooksService.message(Duration.ZERO), this::ask)
                        .onSuccess(registration -> serving = Optional.of(registration))
                        .mapEmpty();
    }

    private Future<Void> end() {
        Future<Void> ended = serving.map(Registration::end).orElseGet(Future::succeededFuture);
        serving = Optional.empty();
        return ended;
    }

    private Future<JsonObject> ask(JsonObject question) {
        HookProgram next = programs.poll();
        if (next == null) {
            return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "no program is here any more"));
        }
        programs.add(next);
        return next.ask(question);
    }
}
