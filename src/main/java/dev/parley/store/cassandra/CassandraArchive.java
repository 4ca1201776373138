package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.parley.archive.Archive;
import dev.parley.archive.ArchiveTable;
import dev.parley.archive.Pages;
import dev.parley.store.InboxLife;
import dev.parley.store.MessageRecords;
import dev.parley.store.cassandra.Opening.Opened;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Function;

/** The keyspace of a message store, as it stands. */
public final class CassandraArchive implements Archive {
    /** Rows of a few numbers; of messages, a page is as in all other reads. */
    private static final int SMALL_ROWS = 500;

    private final Opened opened;
    private final ArchiveReads reads;
    private final ArchiveWrites writes;

    private CassandraArchive(Opened opened) {
        this.opened = opened;
        this.reads = new ArchiveReads(opened.tables());
        this.writes = new ArchiveWrites(opened.tables());
    }

    /**
     * Opens the keyspace, and makes it where it is missing. Waits for a cluster that does not answer yet.
     *
     * @return a future completed with the archive, or failed with {@code UNAVAILABLE} when the cluster did not answer in time
     */
    public static Future<Archive> open(Vertx vertx, CassandraSettings settings, InboxLife life) {
        return new Opening<Archive>(
                        vertx,
                        settings,
                        life,
                        System::currentTimeMillis,
                        opened -> Future.succeededFuture(new CassandraArchive(opened)))
                .run();
    }

    /** Refs come first: reading them finishes what was accepted, so that the tables after them have all of it. */
    @Override
    public List<ArchiveTable> tables() {
        return List.of(
                MessageRecords.REFS.table(() -> scan(Cql.SCAN_CLAIMS, reads::refs), writes::refs),
                MessageRecords.MESSAGES.table(
                        () -> new ScanPages<>(
                                opened.queries(),
                                opened.queries().bind(Cql.SCAN_MESSAGES),
                                rows -> Future.succeededFuture(rows.stream()
                                        .filter(MessageColumns::isMessage)
                                        .map(MessageColumns::message)
                                        .toList())),
                        writes::messages),
                MessageRecords.CONVERSATIONS.table(() -> scan(Cql.SCAN_LAST, reads::listed), writes::conversations),
                MessageRecords.INBOXES.table(() -> scan(Cql.SCAN_ENTRIES, reads::entries), writes::inboxes),
                MessageRecords.MARKS.table(() -> rows(Cql.SCAN_MARKS, ArchiveReads::marks), writes::marks),
                MessageRecords.ACTIVE.table(
                        () -> rows(Cql.SCAN_SEEN, row -> List.of(ArchiveReads.active(row))), writes::active));
    }

    private <T> Pages<T> rows(Cql cql, Function<Row, List<T>> records) {
        return scan(
                cql,
                rows -> Future.succeededFuture(rows.stream()
                        .flatMap(row -> records.apply(row).stream())
                        .toList()));
    }

    private <T> Pages<T> scan(Cql cql, ScanPages.Records<T> records) {
        return new ScanPages<>(opened.queries(), opened.queries().bind(cql).setPageSize(SMALL_ROWS), records);
    }

    @Override
    public Future<Boolean> takes(String export) {
        return Imports.takes(opened.queries(), export);
    }

    @Override
    public Future<Void> begin(String export) {
        return Imports.begin(opened.queries(), export);
    }

    @Override
    public Future<Void> end() {
        return Imports.end(opened.queries());
    }

    @Override
    public Future<Void> close() {
        return opened.tables().highWater().close().transform(written -> opened.client()
                .close());
    }
}
