package dev.parley.notification;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.ViewingAll;
import dev.parley.bus.MembershipService.Views;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.ConversationPage;
import dev.parley.bus.PersistenceService.Conversations;
import dev.parley.bus.PersistenceService.CountUnread;
import dev.parley.bus.PersistenceService.Unread;
import dev.parley.bus.PersistenceService.UnreadCount;
import dev.parley.bus.PersistenceService.Visible;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Counts what a user has not read. The conversations that moved last, which is all of them for most users, are counted anew
 * each time; what was counted behind them is believed for some seconds. Used on one context.
 */
final class Badges {
    /** What is counted at the most: it stands for itself and all above. */
    static final int MOST = PersistenceService.MOST_UNREAD;

    /** How many conversations are counted at once: as many as one question may name. */
    private static final int AT_ONCE = 200;

    private static final int MOST_BEHIND = 5_000;
    private static final int MOST_BELIEVED = 100_000;
    private static final Duration BELIEVED = Duration.ofSeconds(10);

    private final Bus bus;
    /** What was unread where, of users with more conversations than are counted at once. */
    private final Cache<UserId, Map<ConversationId, Integer>> believed = Caffeine.newBuilder()
            .expireAfterWrite(BELIEVED)
            .maximumWeight(MOST_BELIEVED)
            .weigher((UserId user, Map<ConversationId, Integer> counts) -> 1 + counts.size())
            .build();

    Badges(Bus bus) {
        this.bus = bus;
    }

    /** @param counts by conversation; those where nothing is unread may be missing */
    record Counts(Map<ConversationId, Integer> counts) {
        int of(ConversationId conversation) {
            return counts.getOrDefault(conversation, 0);
        }

        /** At most {@link #MOST}. */
        int all() {
            return Math.min(
                    MOST, counts.values().stream().mapToInt(Integer::intValue).sum());
        }
    }

    /** @param next where older conversations begin, if there are any */
    private record Page(Map<ConversationId, Integer> counts, Optional<MessageId> next) {}

    /** @return a future completed with counts of the 5,000 conversations that moved last, or of fewer that come to {@link #MOST} */
    Future<Counts> of(UserId user) {
        return page(user, Optional.empty())
                .compose(newest -> believed(user, newest).map(before -> {
                    Map<ConversationId, Integer> all = new HashMap<>(before);
                    all.putAll(newest.counts());
                    return new Counts(all);
                }));
    }

    private Future<Map<ConversationId, Integer>> believed(UserId user, Page newest) {
        if (newest.next().isEmpty() || isEnough(newest.counts())) {
            return Future.succeededFuture(Map.of());
        }
        return Optional.ofNullable(believed.getIfPresent(user))
                .map(Future::succeededFuture)
                .orElseGet(() -> readOn(user, newest.next(), new HashMap<>(newest.counts()), AT_ONCE)
                        .onSuccess(counts -> believed.put(user, unread(counts))));
    }

    private Future<Map<ConversationId, Integer>> readOn(
            UserId user, Optional<MessageId> before, Map<ConversationId, Integer> counted, int looked) {
        if (before.isEmpty() || isEnough(counted) || looked >= MOST_BEHIND) {
            return Future.succeededFuture(counted);
        }
        return page(user, before).compose(page -> {
            counted.putAll(page.counts());
            return readOn(user, page.next(), counted, looked + AT_ONCE);
        });
    }

    private static Map<ConversationId, Integer> unread(Map<ConversationId, Integer> counts) {
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean isEnough(Map<ConversationId, Integer> counts) {
        return new Counts(counts).all() == MOST;
    }

    private Future<Page> page(UserId user, Optional<MessageId> before) {
        return bus.request(PersistenceService.CONVERSATIONS, new Conversations(user, before, AT_ONCE))
                .compose(page -> views(user, page)
                        .compose(views -> unread(user, views))
                        .map(unread -> new Page(counts(unread), next(page))));
    }

    private static Optional<MessageId> next(ConversationPage page) {
        List<Message> last = page.lastMessages();
        return page.more() ? Optional.of(last.get(last.size() - 1).id()) : Optional.empty();
    }

    private Future<Views> views(UserId user, ConversationPage page) {
        return bus.request(
                MembershipService.VIEWS,
                new ViewingAll(
                        user,
                        page.lastMessages().stream().map(Message::conversation).collect(Collectors.toSet())));
    }

    private Future<Unread> unread(UserId user, Views views) {
        List<Visible> visible = views.views().stream()
                .map(view -> new Visible(view.conversation(), view.windows().windows()))
                .toList();
        return bus.request(PersistenceService.UNREAD, new CountUnread(user, visible));
    }

    private static Map<ConversationId, Integer> counts(Unread unread) {
        return unread.counts().stream().collect(Collectors.toMap(UnreadCount::conversation, UnreadCount::unread));
    }
}
