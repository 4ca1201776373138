package dev.parley.store.rocks;

import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.AppendOutcome;
import dev.parley.store.rocks.PendingWrite.Addition;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.RocksDBException;

/** The appends of one group. */
final class GroupedAppends {
    private final Database database;
    private final GroupCommit commit;
    private final long nowMillis;
    /** What this group adds: the database does not show it yet. */
    private final Map<Ref, Place> refs = new HashMap<>();

    private final Map<Place, Message> messages = new HashMap<>();
    private long highest;

    private record Ref(UserId sender, String text) {}

    private record Place(MessageId id, ConversationId conversation) {}

    GroupedAppends(Database database, GroupCommit commit, long nowMillis) {
        this.database = database;
        this.commit = commit;
        this.nowMillis = nowMillis;
    }

    Addition<AppendOutcome> prepare(PendingAppend append) throws RocksDBException {
        Message message = append.message();
        Optional<Place> known = find(new Ref(message.from(), message.ref()));
        if (known.isPresent()) {
            return known.get().id().equals(message.id()) ? () -> again(append) : () -> other(known.get());
        }
        Optional<Message> amended = amended(message);
        return () -> first(append, amended);
    }

    /** Notes how far ids have got; once. */
    void end() throws RocksDBException {
        if (highest > 0) {
            commit.keepLarger(Family.META, Database.HIGHEST, highest);
            highest = 0;
        }
    }

    private Optional<Place> find(Ref ref) throws RocksDBException {
        Place here = refs.get(ref);
        if (here != null) {
            return Optional.of(here);
        }
        return database.get(Family.REFS, Keys.ref(ref.sender(), ref.text())).map(GroupedAppends::readRef);
    }

    private static Place readRef(byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        return new Place(new MessageId(bytes.getLong()), Keys.conversation(bytes));
    }

    /** The text that the message amends, as it is from now on. */
    private Optional<Message> amended(Message message) throws RocksDBException {
        boolean says = message.kind() == Message.Kind.DELETE || !message.text().isEmpty();
        if (!message.kind().amends() || !says || message.target().isEmpty()) {
            return Optional.empty();
        }
        Place place = new Place(new MessageId(message.target().get()), message.conversation());
        return find(place)
                .filter(target -> target.kind() == Message.Kind.TEXT)
                .map(target -> target.amendedBy(message));
    }

    private Optional<Message> find(Place place) throws RocksDBException {
        Message here = messages.get(place);
        if (here != null) {
            return Optional.of(here);
        }
        byte[] key =
                Keys.message(Keys.conversation(place.conversation()), place.id().value());
        return database.get(Family.MESSAGES, key)
                .map(encoded -> MessageCodec.decode(place.id(), place.conversation(), encoded));
    }

    private static AppendOutcome other(Place known) {
        return new AppendOutcome.Known(known.id(), known.conversation());
    }

    /** Members that have the message get the same entry again, which changes nothing. */
    private AppendOutcome again(PendingAppend append) throws RocksDBException {
        if (!append.isTooLate(nowMillis)) {
            addEntries(append);
        }
        return new AppendOutcome.Stored();
    }

    private AppendOutcome first(PendingAppend append, Optional<Message> amended) throws RocksDBException {
        if (append.isTooLate(nowMillis)) {
            return new AppendOutcome.TooLate();
        }
        addMessage(append.message(), append.conversation(), append.encoded());
        if (amended.isPresent()) {
            addMessage(amended.get(), append.conversation(), MessageCodec.encode(amended.get()));
        }
        addRef(append);
        addEntries(append);
        highest = Math.max(highest, append.message().id().value());
        return new AppendOutcome.Stored();
    }

    private void addMessage(Message message, byte[] conversation, byte[] encoded) throws RocksDBException {
        commit.put(Family.MESSAGES, Keys.message(conversation, message.id().value()), encoded);
        messages.put(new Place(message.id(), message.conversation()), message);
    }

    private void addRef(PendingAppend append) throws RocksDBException {
        Message message = append.message();
        byte[] place = ByteBuffer.allocate(Long.BYTES + append.conversation().length)
                .putLong(message.id().value())
                .put(append.conversation())
                .array();
        commit.put(Family.REFS, Keys.ref(message.from(), message.ref()), place);
        refs.put(new Ref(message.from(), message.ref()), new Place(message.id(), message.conversation()));
    }

    private void addEntries(PendingAppend append) throws RocksDBException {
        Message message = append.message();
        long id = message.id().value();
        for (UserId member : append.members()) {
            commit.put(Family.INBOX, Keys.inbox(member, id), append.conversation());
            if (message.isListed()) {
                commit.keepLarger(Family.CONVERSATIONS, Keys.listing(member, append.conversation()), id);
            }
        }
        commit.mustLast();
    }
}
