package dev.parley.sessions.shared;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Steps from one answer to the next, taken in place where the answer is here already: each message asks where its members are,
 * and mostly all that it takes to say so is in this process. A step that throws does so to the caller, who is to expect it.
 */
final class AtOnce {
    private AtOnce() {}

    static <T, R> Future<R> map(Future<T> answer, Function<T, R> step) {
        return answer.succeeded() ? Future.succeededFuture(step.apply(answer.result())) : answer.map(step);
    }

    static <T, R> Future<R> compose(Future<T> answer, Function<T, Future<R>> step) {
        return answer.succeeded() ? step.apply(answer.result()) : answer.compose(step);
    }

    /** @return a future completed with the answers to all questions, in order, or failed with the first that failed */
    static <Q, T> Future<List<T>> all(Collection<Q> questions, Function<Q, Future<T>> ask) {
        List<Future<T>> answers = new ArrayList<>(questions.size());
        for (Q question : questions) {
            answers.add(ask.apply(question));
        }
        for (Future<T> answer : answers) {
            if (!answer.succeeded()) {
                return Future.all(answers).map(all -> results(answers));
            }
        }
        return Future.succeededFuture(results(answers));
    }

    private static <T> List<T> results(List<Future<T>> answers) {
        List<T> results = new ArrayList<>(answers.size());
        for (Future<T> answer : answers) {
            results.add(answer.result());
        }
        return results;
    }
}
