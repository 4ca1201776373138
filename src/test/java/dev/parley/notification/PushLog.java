package dev.parley.notification;

import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.View;
import dev.parley.bus.MembershipService.Views;
import dev.parley.bus.MembershipService.Window;
import dev.parley.bus.MembershipService.Windows;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.ConversationPage;
import dev.parley.bus.PersistenceService.Conversations;
import dev.parley.bus.PersistenceService.History;
import dev.parley.bus.PersistenceService.HistoryPage;
import dev.parley.bus.PersistenceService.Mark;
import dev.parley.bus.PersistenceService.Marks;
import dev.parley.bus.PersistenceService.Place;
import dev.parley.bus.PersistenceService.Unread;
import dev.parley.bus.PersistenceService.UnreadCount;
import dev.parley.model.ConversationId;
import dev.parley.model.ConversationId.Direct;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.HybridClock;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.NodeNumber;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A stand-in for the message store, and for who may see what of it. */
public final class PushLog {
    private final HybridClock clock = new HybridClock(System::currentTimeMillis);
    private final Map<ConversationId, ConcurrentSkipListMap<MessageId, Message>> messages = new ConcurrentHashMap<>();
    private final Map<ConversationId, List<Mark>> marks = new ConcurrentHashMap<>();
    private final Set<UserId> outside = ConcurrentHashMap.newKeySet();
    private volatile boolean down;
    /** Done when marks are read. */
    volatile Runnable onMarks = () -> {};
    /** How often it was asked while it was down. */
    final AtomicInteger refusals = new AtomicInteger();
    /** How many pages of conversations were asked for. */
    final AtomicInteger pages = new AtomicInteger();

    /** What reads of the store answer while it is down. */
    public void setDown(boolean isDown) {
        down = isDown;
    }

    /** A user sees nothing of any conversation from now on. */
    void shutOut(UserId user) {
        outside.add(user);
    }

    /** Something that was said just now. */
    public Message say(ConversationId conversation, UserId from, String text) {
        return keep(new Message(
                clock.next(new NodeNumber(1)),
                conversation,
                from,
                Message.Kind.TEXT,
                "ref",
                text,
                Optional.empty(),
                List.of()));
    }

    private Message keep(Message message) {
        messages.computeIfAbsent(message.conversation(), first -> new ConcurrentSkipListMap<>())
                .put(message.id(), message);
        return message;
    }

    void delete(Message message) {
        keep(message.amendedBy(new Message(
                clock.next(new NodeNumber(1)),
                message.conversation(),
                message.from(),
                Message.Kind.DELETE,
                "ref",
                "",
                Optional.empty(),
                List.of())));
    }

    void mark(UserId user, Message message, boolean read) {
        Optional<MessageId> id = Optional.of(message.id());
        marks.computeIfAbsent(message.conversation(), first -> new ArrayList<>())
                .add(new Mark(user, message.conversation(), id, read ? id : Optional.empty()));
    }

    /** @return a future completed when all is served */
    public Future<?> serve(Bus bus) {
        return Future.all(List.of(
                bus.serve(PersistenceService.MARKS, asked -> {
                    onMarks.run();
                    return answer(new Marks(List.copyOf(marks.getOrDefault(asked.conversation(), List.of()))));
                }),
                bus.serve(PersistenceService.HISTORY, this::history),
                bus.serve(PersistenceService.CONVERSATIONS, this::conversations),
                bus.serve(
                        PersistenceService.UNREAD,
                        asked -> answer(new Unread(asked.conversations().stream()
                                .map(visible -> unread(asked.user(), visible.conversation()))
                                .toList())))));
    }

    /** @return a future completed when it is served that everyone may see everything */
    Future<?> serveMembership(Bus bus) {
        return Future.all(
                bus.serve(
                        MembershipService.VIEWS,
                        asked -> answer(new Views(asked.conversations().stream()
                                .map(one -> new View(one, new Windows(List.of(Window.ALL), true)))
                                .toList()))),
                bus.serve(
                        MembershipService.WINDOWS,
                        asked -> outside.contains(asked.user())
                                ? Future.failedFuture(Failure.of(FailureCode.ACCESS_DENIED, "you are not in it"))
                                : answer(new Windows(List.of(Window.ALL), true))));
    }

    private <T> Future<T> answer(T answer) {
        if (down) {
            refusals.incrementAndGet();
            return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "the store is down"));
        }
        return Future.succeededFuture(answer);
    }

    private Future<HistoryPage> history(History asked) {
        long below = ((Place.Before) asked.place()).id();
        List<Message> found =
                messages.getOrDefault(asked.conversation(), new ConcurrentSkipListMap<>()).values().stream()
                        .filter(message -> message.id().value() < below)
                        .toList();
        return answer(
                new HistoryPage(found.subList(Math.max(0, found.size() - asked.limit()), found.size()), false, false));
    }

    private Future<ConversationPage> conversations(Conversations asked) {
        pages.incrementAndGet();
        long below = asked.before().map(MessageId::value).orElse(Long.MAX_VALUE);
        List<Message> lasts = messages.entrySet().stream()
                .filter(log -> !(log.getKey() instanceof Direct pair) || pair.includes(asked.user()))
                .map(log -> log.getValue().lastEntry().getValue())
                .filter(last -> last.id().value() < below)
                .sorted(Comparator.comparing(Message::id).reversed())
                .toList();
        int size = Math.min(asked.limit(), lasts.size());
        return answer(new ConversationPage(lasts.subList(0, size), size < lasts.size()));
    }

    private UnreadCount unread(UserId user, ConversationId conversation) {
        long count = messages.get(conversation).values().stream()
                .filter(message -> !message.from().equals(user) && !message.isDeleted())
                .count();
        return new UnreadCount(conversation, Optional.empty(), (int) count);
    }
}
