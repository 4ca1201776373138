package dev.parley.edge;

import dev.parley.bus.Bus;
import dev.parley.bus.RouterService;
import dev.parley.bus.RouterService.Typing;
import dev.parley.model.ConversationId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Passes on that a user writes, at most once a second for each conversation; what comes sooner is left out. For one thread. */
final class TypingNews {
    static final long PAUSE_MILLIS = 1_000;
    private static final int MOST_CONVERSATIONS = 64;

    private final Bus bus;
    private final TimerWheel wheel;
    private final UserId user;
    private final SessionId session;
    private final Map<ConversationId, Told> told = new LinkedHashMap<>(0);

    TypingNews(Bus bus, TimerWheel wheel, UserId user, SessionId session) {
        this.bus = bus;
        this.wheel = wheel;
        this.user = user;
        this.session = session;
    }

    private record Told(boolean active, long at) {}

    /** That somebody stopped is always passed on, once. */
    void typing(ConversationId conversation, boolean active) {
        long now = wheel.now();
        Told last = told.getOrDefault(conversation, new Told(false, now - PAUSE_MILLIS));
        boolean isNews = active ? now - last.at() >= PAUSE_MILLIS : last.active();
        if (isNews) {
            remember(conversation, new Told(active, active ? now : last.at()));
            bus.request(RouterService.TYPING, new Typing(user, conversation, active, session));
        }
    }

    private void remember(ConversationId conversation, Told news) {
        told.remove(conversation);
        told.put(conversation, news);
        if (told.size() > MOST_CONVERSATIONS) {
            told.remove(told.keySet().iterator().next());
        }
    }
}
