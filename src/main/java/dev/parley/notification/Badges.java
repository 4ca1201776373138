package dev.parley.notification;

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
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Counts what a user has not read, in the conversations that moved last. */
final class Badges {
    /** How many conversations are counted: as many as one question may name. */
    private static final int MOST_CONVERSATIONS = 200;

    private final Bus bus;

    Badges(Bus bus) {
        this.bus = bus;
    }

    /** @param counts by conversation; those where nothing is unread may be missing */
    record Counts(Map<ConversationId, Integer> counts) {
        int of(ConversationId conversation) {
            return counts.getOrDefault(conversation, 0);
        }

        int all() {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    Future<Counts> of(UserId user) {
        return bus.request(
                        PersistenceService.CONVERSATIONS, new Conversations(user, Optional.empty(), MOST_CONVERSATIONS))
                .compose(page -> views(user, page))
                .compose(views -> unread(user, views))
                .map(Badges::counts);
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

    private static Counts counts(Unread unread) {
        return new Counts(
                unread.counts().stream().collect(Collectors.toMap(UnreadCount::conversation, UnreadCount::unread)));
    }
}
