package dev.parley.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.MembershipService.Window;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.Append;
import dev.parley.bus.PersistenceService.Appended;
import dev.parley.bus.PersistenceService.CountUnread;
import dev.parley.bus.PersistenceService.Mark;
import dev.parley.bus.PersistenceService.UnreadCount;
import dev.parley.bus.PersistenceService.Visible;
import dev.parley.model.ConversationId;
import dev.parley.model.GroupId;
import dev.parley.model.Message;
import dev.parley.model.Message.Kind;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.StoreUnderTest;
import dev.parley.store.rocks.RocksStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random histories of a group, replayed against a model as simple as can be, which must count as the store does. */
class UnreadModelTest {
    private static final ConversationId GROUP = new ConversationId.Group(new GroupId(5));
    private static final List<UserId> MEMBERS =
            LongStream.rangeClosed(1, 4).mapToObj(UserId::new).toList();

    @TempDir
    private Path folder;

    private final List<Message> entries = new ArrayList<>();
    private final Set<Long> deleted = new HashSet<>();
    private final Map<UserId, MessageId> read = new HashMap<>();
    private final Map<UserId, List<Window>> windows = new HashMap<>();

    @Test
    void countsWhatTheModelCounts() {
        try (ServedStore store =
                new ServedStore((vertx, clock) -> RocksStores.open(vertx, folder, StoreUnderTest.LIFE, clock))) {
            for (long seed = 1; seed <= 10; seed++) {
                Random random = new Random(seed);
                for (int step = 0; step < 60; step++) {
                    take(step(random), random, store);
                    compare(store, "seed " + seed + ", step " + step);
                }
            }
        }
    }

    private enum Step {
        SEND,
        EDIT,
        DELETE,
        READ,
        COME_AND_GO
    }

    private static Step step(Random random) {
        return random.nextInt(2) == 0 ? Step.SEND : Step.values()[random.nextInt(Step.values().length)];
    }

    private void take(Step step, Random random, ServedStore store) {
        UserId who = MEMBERS.get(random.nextInt(MEMBERS.size()));
        List<Message> texts =
                entries.stream().filter(entry -> entry.kind() == Kind.TEXT).toList();
        if (step == Step.SEND || texts.isEmpty()) {
            append(store, entry(store, who, Kind.TEXT, Optional.empty()));
        } else if (step == Step.READ) {
            mark(store, who, entries.get(random.nextInt(entries.size())).id());
        } else if (step == Step.COME_AND_GO) {
            comeOrGo(who, store);
        } else {
            Message text = texts.get(random.nextInt(texts.size()));
            amend(store, text, step == Step.EDIT ? Kind.EDIT : Kind.DELETE);
        }
    }

    private void amend(ServedStore store, Message text, Kind kind) {
        Message amendment =
                entry(store, text.from(), kind, Optional.of(text.id().value()));
        append(store, amendment);
        if (kind == Kind.DELETE) {
            deleted.add(text.id().value());
        } else {
            deleted.remove(text.id().value());
        }
    }

    private void mark(ServedStore store, UserId who, MessageId id) {
        store.ask(PersistenceService.MARK, new Mark(who, GROUP, Optional.empty(), Optional.of(id)));
        read.merge(who, id, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    private void comeOrGo(UserId who, ServedStore store) {
        List<Window> seen = new ArrayList<>(windows.getOrDefault(who, List.of(Window.ALL)));
        long now = MessageId.lastBefore(store.now()) + 2;
        Window last = seen.get(seen.size() - 1);
        if (last.to() == Long.MAX_VALUE) {
            seen.set(seen.size() - 1, new Window(last.from(), now));
        } else {
            seen.add(new Window(now, Long.MAX_VALUE));
        }
        windows.put(who, seen);
    }

    private Message entry(ServedStore store, UserId from, Kind kind, Optional<Long> target) {
        store.pass(Duration.ofMillis(1));
        MessageId id = new MessageId(MessageId.lastBefore(store.now()) + 1);
        String text = kind == Kind.DELETE ? "" : "says";
        return new Message(
                id, GROUP, from, kind, "ref " + id, text, Optional.empty(), List.of(), target, Optional.empty());
    }

    private void append(ServedStore store, Message entry) {
        assertThat(store.ask(PersistenceService.APPEND, new Append(entry, MEMBERS)))
                .isEqualTo(new Appended.Stored());
        entries.add(entry);
    }

    private void compare(ServedStore store, String when) {
        for (UserId who : MEMBERS) {
            List<Window> seen = windows.getOrDefault(who, List.of(Window.ALL));
            UnreadCount counted = store.ask(
                            PersistenceService.UNREAD, new CountUnread(who, List.of(new Visible(GROUP, seen))))
                    .counts()
                    .get(0);
            assertThat(counted).as(when).isEqualTo(new UnreadCount(GROUP, mark(who), expected(who, seen)));
        }
    }

    private Optional<MessageId> mark(UserId who) {
        return Optional.ofNullable(read.get(who));
    }

    private int expected(UserId who, List<Window> seen) {
        return (int) entries.stream()
                .filter(entry -> entry.kind() == Kind.TEXT && !entry.from().equals(who))
                .filter(entry -> !deleted.contains(entry.id().value()))
                .filter(entry ->
                        mark(who).filter(up -> entry.id().compareTo(up) <= 0).isEmpty())
                .filter(entry -> seen.stream().anyMatch(window -> window.contains(entry.id())))
                .count();
    }
}
