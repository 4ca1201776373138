package dev.parley.store.cassandra;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.store.MessageRecords.InboxEntry;
import dev.parley.store.MessageRecords.KnownRef;
import dev.parley.store.MessageRecords.LastActive;
import dev.parley.store.MessageRecords.Listed;
import dev.parley.store.MessageRecords.MarkAt;
import dev.parley.store.cassandra.Claim.State;
import dev.parley.store.cassandra.Log.Place;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Writes records, as {@link Append} does with what is new, but for the steps that decide. */
final class ArchiveWrites {
    private final Tables tables;

    ArchiveWrites(Tables tables) {
        this.tables = tables;
    }

    Future<Void> refs(List<KnownRef> refs) {
        return Each.of(refs, ref -> tables.claims()
                .put(ref.sender(), ref.ref(), new Claim(ref.id(), ref.conversation(), State.ACCEPTED))
                .mapEmpty());
    }

    Future<Void> messages(List<Message> messages) {
        return Each.of(messages, this::message);
    }

    private Future<Void> message(Message message) {
        tables.highWater().saw(message.id());
        return tables.highWater()
                .reserve(message.id())
                .compose(reserved -> tables.buckets()
                        .add(new Place(message.id(), message.conversation()), MessageColumns.weight(message)))
                .compose(indexed -> tables.log().put(message));
    }

    Future<Void> conversations(List<Listed> listed) {
        return Each.of(listed, one -> tables.lists().put(one.user(), new Place(one.last(), one.conversation())));
    }

    /** An entry says how large its message is, so the messages are read. */
    Future<Void> inboxes(List<InboxEntry> entries) {
        return tables.log().get(places(entries)).compose(found -> Each.of(entries, entry -> inbox(entry, found)));
    }

    private Future<Void> inbox(InboxEntry entry, Map<MessageId, Message> found) {
        return found.containsKey(entry.id())
                ? tables.inboxes().restore(entry.user(), found.get(entry.id()))
                : Future.failedFuture(Failure.of(
                        FailureCode.INVALID, "an inbox names message " + entry.id() + ", which does not exist"));
    }

    Future<Void> marks(List<MarkAt> marks) {
        return Each.of(marks, mark -> tables.marks().put(mark.user(), mark.conversation(), mark.marks()));
    }

    Future<Void> active(List<LastActive> active) {
        return Each.of(active, one -> tables.marks().putSeen(one.user(), one.at()));
    }

    static List<Place> places(List<InboxEntry> entries) {
        return entries.stream()
                .map(entry -> new Place(entry.id(), entry.conversation()))
                .toList();
    }
}
