package dev.parley.archive;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for a step, and takes it again when it failed in passing. Blocks. */
final class Patience {
    private static final int MOST_TRIES = 30;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private Patience() {}

    static <T> T await(Supplier<Future<T>> step) {
        for (int tries = 1; ; tries++) {
            try {
                return await(step.get());
            } catch (Failure failure) {
                if (!isPassing(failure) || tries == MOST_TRIES) {
                    throw failure;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static boolean isPassing(Failure failure) {
        return failure.code() == FailureCode.UNAVAILABLE || failure.code() == FailureCode.TIMEOUT;
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
