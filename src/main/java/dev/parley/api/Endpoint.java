package dev.parley.api;

import io.vertx.core.Future;

/** Answers one kind of call: reads its parameters, does it, fails with a {@link dev.parley.model.Failure}. */
@FunctionalInterface
interface Endpoint {
    /** May also throw the failure. */
    Future<Answer> answer(Call call);
}
