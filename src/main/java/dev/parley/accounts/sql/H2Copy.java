package dev.parley.accounts.sql;

import dev.parley.backup.LiveCopy;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** Copies an H2 database. Announcements are kept while a copy is made, for the message store that has them may be an older one. */
final class H2Copy implements LiveCopy {
    private final Vertx vertx;
    private final H2File file;
    private final Hold announcements;

    H2Copy(Vertx vertx, H2File file, Hold announcements) {
        this.vertx = vertx;
        this.file = file;
        this.announcements = announcements;
    }

    @Override
    public void hold() {
        announcements.begin();
    }

    @Override
    public Future<Void> to(Path folder) {
        return vertx.executeBlocking(() -> file.copyTo(folder), false)
                .recover(cause -> Future.failedFuture(Failure.of(
                        FailureCode.UNAVAILABLE,
                        "accounts cannot be copied to " + folder + ": " + SqlFailures.reason(cause))));
    }

    @Override
    public void release() {
        announcements.end();
    }
}
