package dev.parley.backup;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes backups of what this process keeps in folders, one at a time. Safe for use by any thread. */
public final class Backups {
    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Vertx vertx;
    private final Path directory;
    private final Map<String, Path> files;
    private final InstantSource clock;
    private final Map<Part, LiveCopy> stores = new EnumMap<>(Part.class);
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Optional<Instant> last = Optional.empty();

    /**
     * @param directory where backups are put; of no other process
     * @param files what else is copied, where it is there, by the name that it gets
     */
    public Backups(Vertx vertx, Path directory, Map<String, Path> files, InstantSource clock) {
        this.vertx = vertx;
        this.directory = directory.toAbsolutePath().normalize();
        this.files = Map.copyOf(files);
        this.clock = clock;
    }

    /** Makes a store that was opened part of the backups to come. */
    public synchronized void include(Part part, LiveCopy store) {
        stores.put(part, store);
    }

    /** When the last backup of this process began that succeeded. */
    public Optional<Instant> last() {
        return last;
    }

    /**
     * Makes a backup, or leaves nothing.
     *
     * @return a future completed when it is on the disk; failed with {@code NOT_FOUND} when there is no store to copy, with
     *     {@code LIMIT_REACHED} when another is under way, and with {@code UNAVAILABLE} that says why it could not be made
     */
    public Future<Backup> take() {
        Map<Part, LiveCopy> included = included();
        if (included.isEmpty()) {
            return refused(FailureCode.NOT_FOUND, "no embedded store is open in this process");
        }
        if (!busy.compareAndSet(false, true)) {
            return refused(FailureCode.LIMIT_REACHED, "a backup is under way");
        }
        Instant begun = clock.instant();
        return block(() -> Draft.in(directory))
                .compose(draft -> filled(draft, included, begun))
                .recover(cause -> Future.failedFuture(failure(cause)))
                .onSuccess(backup -> succeeded(backup, begun))
                .onFailure(cause -> LOG.error("No backup was made: {}", cause.getMessage()))
                .onComplete(end -> busy.set(false));
    }

    private synchronized Map<Part, LiveCopy> included() {
        return new EnumMap<>(stores);
    }

    private static Future<Backup> refused(FailureCode code, String why) {
        return Future.failedFuture(Failure.of(code, why));
    }

    private Future<Backup> filled(Draft draft, Map<Part, LiveCopy> included, Instant begun) {
        return copied(draft, included)
                .compose(copied -> block(() -> finished(draft, begun)))
                .recover(cause -> block(draft::delete).transform(deleted -> Future.failedFuture(cause)));
    }

    /** Beside what else the caller's context waits for, as for metrics. */
    private <T> Future<T> block(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }

    /** All hold first, so that none forgets what one that is copied before it was not told yet. */
    private static Future<Void> copied(Draft draft, Map<Part, LiveCopy> included) {
        Collection<LiveCopy> held = included.values();
        held.forEach(LiveCopy::hold);
        Future<Void> done = Future.succeededFuture();
        for (Map.Entry<Part, LiveCopy> store : included.entrySet()) {
            Path folder = draft.folder().resolve(store.getKey().folder());
            done = done.compose(before -> store.getValue().to(folder));
        }
        return done.onComplete(end -> held.forEach(LiveCopy::release));
    }

    private Backup finished(Draft draft, Instant begun) throws IOException {
        for (Map.Entry<String, Path> file : files.entrySet()) {
            if (Files.exists(file.getValue())) {
                draft.add(file.getValue(), file.getKey());
            }
        }
        List<String> parts = draft.parts();
        long bytes = draft.sync();
        Path published = draft.publish(NAME.format(begun));
        return new Backup(published, parts, bytes, Duration.between(begun, clock.instant()));
    }

    private Failure failure(Throwable cause) {
        return cause instanceof Failure known
                ? known
                : Failure.of(FailureCode.UNAVAILABLE, "the folder " + directory + " cannot be written: " + cause);
    }

    private void succeeded(Backup backup, Instant begun) {
        last = Optional.of(begun);
        LOG.info(
                "A backup of {} is in {}: {} bytes, {} ms",
                backup.parts(),
                backup.folder(),
                backup.bytes(),
                backup.took().toMillis());
    }
}
