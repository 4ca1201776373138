package dev.parley.accounts;

import dev.parley.config.Settings.Argon2Cost;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/**
 * Hashes and checks passwords on threads of their own, as many as there are cores, with a bounded number waiting: beyond it
 * a caller is told to come back, for an answer that comes too late costs as much as one in time.
 */
final class Passwords {
    private static final String THREADS = "parley-passwords";
    private static final int PENDING_PER_CORE = 32;

    /** What came of a check. */
    enum Verdict {
        WRONG,
        RIGHT,
        /** Right, but hashed at another cost than today's. */
        RIGHT_BUT_OUTDATED
    }

    private final Argon2Hash hashing;
    private final WorkerExecutor threads;
    private final Semaphore places;
    private final String nobodysHash;

    private Passwords(Argon2Hash hashing, WorkerExecutor threads, int pending, String nobodysHash) {
        this.hashing = hashing;
        this.threads = threads;
        this.places = new Semaphore(pending);
        this.nobodysHash = nobodysHash;
    }

    /** Begins to check passwords, as many at once as there are processors. */
    static Passwords start(Vertx vertx, Argon2Cost cost) {
        int cores = Runtime.getRuntime().availableProcessors();
        return start(vertx, cost, cores, cores * PENDING_PER_CORE);
    }

    static Passwords start(Vertx vertx, Argon2Cost cost, int threads, int pending) {
        Argon2Hash hashing = new Argon2Hash(cost);
        WorkerExecutor executor = vertx.createSharedWorkerExecutor(THREADS, threads);
        return new Passwords(hashing, executor, pending, hashing.ofNothing());
    }

    /** @return a future completed with the hash, which names its cost and salt, or failed with {@code UNAVAILABLE} */
    Future<String> hash(String password) {
        return run(() -> hashing.hash(password));
    }

    /**
     * Checks a password. Without a hash to check against it takes the same time to say that it is wrong.
     *
     * @return a future completed with the verdict, or failed with {@code UNAVAILABLE}
     */
    Future<Verdict> check(String password, Optional<String> hash) {
        return run(() -> hashing.matches(password, hash.orElse(nobodysHash))).map(matches -> verdict(matches, hash));
    }

    Future<Void> stop() {
        return threads.close();
    }

    private Verdict verdict(boolean matches, Optional<String> hash) {
        if (!matches || hash.isEmpty()) {
            return Verdict.WRONG;
        }
        return hashing.isOutdated(hash.get()) ? Verdict.RIGHT_BUT_OUTDATED : Verdict.RIGHT;
    }

    private <T> Future<T> run(Callable<T> work) {
        if (!places.tryAcquire()) {
            return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "too many are signing in right now")
                    .retryAfter(Duration.ofSeconds(1)));
        }
        return threads.executeBlocking(work, false).onComplete(done -> places.release());
    }
}
