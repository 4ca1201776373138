package dev.parley.router;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.Members;
import dev.parley.bus.AccountsService.OfConversation;
import dev.parley.bus.Bus;
import dev.parley.model.ConversationId;
import io.vertx.core.Future;
import java.time.Duration;

/** Remembers for seconds who is in a conversation, so that a lively one does not ask {@code accounts} each time. */
final class MemberCache {
    private static final Duration MAX_AGE = Duration.ofSeconds(5);
    private static final int MAX_CONVERSATIONS = 50_000;

    private final Bus bus;
    private final Cache<ConversationId, Members> cache = Caffeine.newBuilder()
            .expireAfterWrite(MAX_AGE)
            .maximumSize(MAX_CONVERSATIONS)
            .build();

    MemberCache(Bus bus) {
        this.bus = bus;
    }

    /** Fails with what {@link AccountsService#MEMBERS} fails with; a failure is not remembered. */
    Future<Members> of(ConversationId conversation) {
        Members known = cache.getIfPresent(conversation);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return bus.request(AccountsService.MEMBERS, new OfConversation(conversation))
                .onSuccess(members -> cache.put(conversation, members));
    }
}
