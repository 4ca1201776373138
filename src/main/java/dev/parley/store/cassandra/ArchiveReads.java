package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.parley.model.ConversationId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.Marks;
import dev.parley.store.MessageRecords.InboxEntry;
import dev.parley.store.MessageRecords.KnownRef;
import dev.parley.store.MessageRecords.LastActive;
import dev.parley.store.MessageRecords.Listed;
import dev.parley.store.MessageRecords.MarkAt;
import dev.parley.store.cassandra.Claim.State;
import dev.parley.store.cassandra.Log.Place;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes records of rows. What was not accepted is none; what was accepted and left is finished first. */
final class ArchiveReads {
    private final Tables tables;

    ArchiveReads(Tables tables) {
        this.tables = tables;
    }

    Future<List<KnownRef>> refs(List<Row> rows) {
        List<Row> accepted = rows.stream()
                .filter(row -> Claims.read(row).state() == State.ACCEPTED)
                .toList();
        return finish(accepted.stream().map(Claims::read).toList())
                .map(finished -> accepted.stream().map(ArchiveReads::ref).toList());
    }

    private Future<Void> finish(List<Claim> accepted) {
        List<Place> places = accepted.stream()
                .map(claim -> new Place(claim.id(), claim.conversation()))
                .toList();
        return tables.log()
                .present(places)
                .compose(present -> Each.of(
                        accepted.stream()
                                .filter(claim -> !present.contains(claim.id()))
                                .toList(),
                        tables.finisher()::finish));
    }

    private static KnownRef ref(Row row) {
        Claim claim = Claims.read(row);
        return new KnownRef(new UserId(row.getLong("sender")), row.getString("ref"), claim.id(), claim.conversation());
    }

    Future<List<Listed>> listed(List<Row> rows) {
        return Future.succeededFuture(rows.stream().map(ArchiveReads::listed).toList());
    }

    private static Listed listed(Row row) {
        return new Listed(user(row), conversation(row), new MessageId(row.getLong("last")));
    }

    Future<List<InboxEntry>> entries(List<Row> rows) {
        List<InboxEntry> entries = rows.stream().map(ArchiveReads::entry).toList();
        return tables.log().present(ArchiveWrites.places(entries)).map(present -> entries.stream()
                .filter(entry -> present.contains(entry.id()))
                .toList());
    }

    private static InboxEntry entry(Row row) {
        return new InboxEntry(user(row), new MessageId(row.getLong("id")), conversation(row));
    }

    /** A row has one mark, or both. */
    static List<MarkAt> marks(Row row) {
        Marks marks = MarkRows.marks(row);
        return Stream.of(new Marks(marks.delivered(), Optional.empty()), new Marks(Optional.empty(), marks.read()))
                .filter(one -> !one.equals(Marks.NONE))
                .map(one -> new MarkAt(user(row), conversation(row), one))
                .toList();
    }

    static LastActive active(Row row) {
        return new LastActive(user(row), Instant.ofEpochMilli(row.getLong("seen")));
    }

    private static UserId user(Row row) {
        return new UserId(row.getLong("user"));
    }

    private static ConversationId conversation(Row row) {
        return ConversationId.parse(row.getString("conversation"));
    }
}
