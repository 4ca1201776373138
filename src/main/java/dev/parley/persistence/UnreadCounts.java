package dev.parley.persistence;

import dev.parley.bus.MembershipService.Window;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.CountUnread;
import dev.parley.bus.PersistenceService.Unread;
import dev.parley.bus.PersistenceService.UnreadCount;
import dev.parley.bus.PersistenceService.Visible;
import dev.parley.model.ConversationId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.MarkStore;
import dev.parley.store.MessageStore;
import dev.parley.store.MessageStores;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Counts what users have not read: from the log and their read marks, whenever it is asked for. */
final class UnreadCounts {
    private static final int MOST_CONVERSATIONS = 200;
    private static final int AT_ONCE = 8;

    private final MessageStore messages;
    private final MarkStore marks;

    UnreadCounts(MessageStores stores) {
        this.messages = stores.messages();
        this.marks = stores.marks();
    }

    Future<Unread> count(CountUnread question) {
        List<Visible> conversations = question.conversations();
        Limits.atMost("conversations", conversations.size(), MOST_CONVERSATIONS);
        conversations.forEach(
                visible -> Limits.atMost("windows", visible.windows().size(), VisibleLog.MOST_WINDOWS));
        return marks.read(
                        question.user(),
                        conversations.stream().map(Visible::conversation).collect(Collectors.toSet()))
                .compose(read -> count(question.user(), conversations, read, new ArrayList<>()))
                .map(Unread::new);
    }

    private Future<List<UnreadCount>> count(
            UserId user, List<Visible> left, Map<ConversationId, MessageId> read, List<UnreadCount> counted) {
        if (left.isEmpty()) {
            return Future.succeededFuture(counted);
        }
        int some = Math.min(AT_ONCE, left.size());
        List<Future<UnreadCount>> counts = left.subList(0, some).stream()
                .map(visible -> count(user, visible, Optional.ofNullable(read.get(visible.conversation()))))
                .toList();
        return Future.all(counts).compose(done -> {
            counts.forEach(count -> counted.add(count.result()));
            return count(user, left.subList(some, left.size()), read, counted);
        });
    }

    private Future<UnreadCount> count(UserId user, Visible visible, Optional<MessageId> read) {
        long from = read.map(id -> id.value() + 1).orElse(0L);
        return count(user, visible, from, visible.windows().size() - 1, 0)
                .map(unread -> new UnreadCount(visible.conversation(), read, unread));
    }

    /** Counts in one window and then in those before it. */
    private Future<Integer> count(UserId user, Visible visible, long from, int window, int before) {
        int most = PersistenceService.MOST_UNREAD - before;
        if (window < 0 || most <= 0 || visible.windows().get(window).to() <= from) {
            return Future.succeededFuture(before);
        }
        Window seen = visible.windows().get(window);
        return messages.unread(visible.conversation(), user, Math.max(from, seen.from()), seen.to(), most)
                .compose(here -> count(user, visible, from, window - 1, before + here));
    }
}
