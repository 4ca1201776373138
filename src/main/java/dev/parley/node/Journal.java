package dev.parley.node;

import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Order;
import dev.parley.model.ConversationId;
import dev.parley.model.GroupId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which message was handed to whom in the last seconds, in a file that is whole after {@code kill -9} of this process. It is
 * mapped into memory: a note costs some stores and no call of the operating system. A power cut may take it. Bounded: what
 * finds no room is not noted. Safe for use by any thread.
 */
final class Journal implements AutoCloseable {
    static final int MOST = 65_536;

    /** How often {@link #tick} is called while a note stays. */
    private static final int TICKS_KEPT = 3;

    private static final int USER = Long.BYTES;
    private static final int FROM = 2 * Long.BYTES;
    /** Of the group, or nothing in a direct conversation, which those two names tell. */
    private static final int GROUP = 3 * Long.BYTES;

    private static final int NOTE_BYTES = 4 * Long.BYTES;
    private static final long BYTES = (long) MOST * NOTE_BYTES;
    private static final VarHandle WORDS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final Optional<FileChannel> file;
    private final ByteBuffer notes;
    private final BitSet taken = new BitSet();
    private final BitSet left = new BitSet();
    /** Where to look for room first: what was noted last is struck out last. */
    private int next;
    /** The places of each tick. */
    private final Deque<BitSet> kept = new ArrayDeque<>();

    private Journal(Optional<FileChannel> file, ByteBuffer notes) {
        this.file = file;
        this.notes = notes.order(ByteOrder.nativeOrder());
        kept.add(new BitSet());
    }

    /** One that keeps nothing. */
    static Journal none() {
        return new Journal(Optional.empty(), ByteBuffer.allocateDirect(0));
    }

    /**
     * Opens the first file of a folder that no other process has open, with what an earlier process left in it. Blocks.
     *
     * @param folder made when it is not there
     */
    static Journal in(Path folder) throws IOException {
        Files.createDirectories(folder);
        Optional<FileChannel> free = Optional.empty();
        for (int i = 0; free.isEmpty(); i++) {
            free = take(folder.resolve("handed-over-" + i));
        }
        try {
            takeRoom(free.get());
            Journal journal = new Journal(free, free.get().map(MapMode.READ_WRITE, 0, BYTES));
            journal.look();
            return journal;
        } catch (IOException | RuntimeException unusable) {
            free.get().close();
            throw unusable;
        }
    }

    private static Optional<FileChannel> take(Path path) throws IOException {
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            file.close();
            return Optional.empty();
        }
        return Optional.of(file);
    }

    /** A disk that is full is noticed here, not when something is noted. */
    private static void takeRoom(FileChannel file) throws IOException {
        while (file.size() < BYTES) {
            file.write(ByteBuffer.allocate((int) (BYTES - file.size())), file.size());
        }
    }

    /** What is damaged is struck out. */
    private void look() {
        for (int place = 0; place < MOST; place++) {
            if (notes.getLong(place * NOTE_BYTES) != 0) {
                try {
                    order(place);
                    taken.set(place);
                    left.set(place);
                } catch (IllegalArgumentException damaged) {
                    strike(place);
                }
            }
        }
    }

    /** Notes that a message is handed to the sessions of a user. */
    synchronized void note(Message message, UserId user) {
        int place = free();
        int at = place * NOTE_BYTES;
        if (at == notes.capacity()) {
            return;
        }
        next = place + 1;
        long group = message.conversation() instanceof ConversationId.Group known
                ? known.group().value()
                : 0;
        taken.set(place);
        kept.getLast().set(place);
        notes.putLong(at + USER, user.value());
        notes.putLong(at + FROM, message.from().value());
        notes.putLong(at + GROUP, group);
        WORDS.setRelease(notes, at, message.id().value());
    }

    /** The next free place, all around, or the number of places. */
    private int free() {
        int places = notes.capacity() / NOTE_BYTES;
        int place = taken.nextClearBit(next);
        return place < places ? place : Math.min(taken.nextClearBit(0), places);
    }

    /** Strikes out what was noted some ticks ago. */
    synchronized void tick() {
        if (kept.size() > TICKS_KEPT) {
            kept.remove().stream().forEach(this::strike);
        }
        kept.add(new BitSet());
    }

    private void strike(int place) {
        notes.putLong(place * NOTE_BYTES, 0);
        taken.clear(place);
    }

    /** What an earlier process noted, until that is struck out. */
    synchronized List<Order> left() {
        List<Order> orders = new ArrayList<>();
        left.stream().forEach(place -> orders.add(order(place)));
        return orders;
    }

    synchronized void strikeLeft() {
        left.stream().forEach(this::strike);
        left.clear();
    }

    private Order order(int place) {
        int at = place * NOTE_BYTES;
        UserId user = new UserId(notes.getLong(at + USER));
        UserId from = new UserId(notes.getLong(at + FROM));
        long group = notes.getLong(at + GROUP);
        return new Order(
                new MessageId(notes.getLong(at)),
                group == 0 ? ConversationId.direct(user, from) : new ConversationId.Group(new GroupId(group)),
                from,
                Set.of(user),
                PushService.ACKNOWLEDGED_WITHIN);
    }

    /** What is noted stays in the file, which another process may open now. */
    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
