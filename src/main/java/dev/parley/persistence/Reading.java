package dev.parley.persistence;

import dev.parley.bus.PersistenceService.ConversationPage;
import dev.parley.bus.PersistenceService.Conversations;
import dev.parley.bus.PersistenceService.History;
import dev.parley.bus.PersistenceService.HistoryPage;
import dev.parley.bus.PersistenceService.LogEnd;
import dev.parley.bus.PersistenceService.OfConversation;
import dev.parley.bus.PersistenceService.Sync;
import dev.parley.bus.PersistenceService.SyncPage;
import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.store.InboxLife;
import dev.parley.store.MessageStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Answers what is asked of inboxes, conversations and lists. */
final class Reading {
    private static final int MOST_SYNCED = 1_000;
    private static final int MOST_ON_A_PAGE = 200;

    private final MessageStore store;
    private final SteadyClock clock;
    private final Horizon horizon;
    private final InboxLife life;
    private final HistoryPages pages;
    private final MembershipFilter membership;

    Reading(MessageStore store, SteadyClock clock, Horizon horizon, InboxLife life, MembershipFilter membership) {
        this.store = store;
        this.clock = clock;
        this.horizon = horizon;
        this.life = life;
        this.pages = new HistoryPages(store);
        this.membership = membership;
    }

    Future<SyncPage> sync(Sync question) {
        Limits.require("limit", question.limit(), MOST_SYNCED);
        long now = clock.wallMillis();
        boolean reset =
                question.after().filter(cursor -> life.isPast(cursor, now)).isPresent();
        Optional<Cursor> after = reset ? Optional.empty() : question.after().map(cursor -> life.begin(cursor, now));
        return store.inbox(question.user(), after, question.limit(), horizon.settledMillis())
                .compose(page -> membership
                        .allows(question.user(), page.messages())
                        .map(messages -> new SyncPage(messages, page.next(), page.more(), reset)));
    }

    Future<HistoryPage> history(History question) {
        Limits.require("limit", question.limit(), MOST_ON_A_PAGE);
        Limits.atMost("windows", question.windows().size(), VisibleLog.MOST_WINDOWS);
        return pages.read(question);
    }

    Future<LogEnd> logEnd(OfConversation question) {
        return store.before(question.conversation(), Long.MAX_VALUE, 1)
                .map(last -> new LogEnd(last.stream().map(Message::id).findFirst()));
    }

    Future<ConversationPage> conversations(Conversations question) {
        Limits.require("limit", question.limit(), MOST_ON_A_PAGE);
        long below = question.before().map(MessageId::value).orElse(Long.MAX_VALUE);
        return store.conversations(question.user(), below, question.limit()).compose(last -> withMore(question, last));
    }

    private Future<ConversationPage> withMore(Conversations question, List<Message> last) {
        if (last.isEmpty()) {
            return Future.succeededFuture(new ConversationPage(last, false));
        }
        long oldest = last.get(last.size() - 1).id().value();
        return store.conversations(question.user(), oldest, 1)
                .map(older -> new ConversationPage(last, !older.isEmpty()));
    }
}
