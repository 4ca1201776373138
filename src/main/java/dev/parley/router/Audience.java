package dev.parley.router;

import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.Roster.Members;
import dev.parley.bus.MembershipService.Viewed;
import dev.parley.bus.MembershipService.Viewers;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** Who of a conversation's members gets a message: all, but a change of a text only those who may see that text. */
final class Audience {
    private final Bus bus;

    Audience(Bus bus) {
        this.bus = bus;
    }

    /** @return a future completed with those of {@code members} who get it */
    Future<List<UserId>> of(Message message, Members members) {
        boolean all = !message.kind().amends() || message.conversation() instanceof ConversationId.Direct;
        return all ? Future.succeededFuture(members.users()) : now(message).map(now -> List.copyOf(now.users()));
    }

    /**
     * @return a future completed with those members of this moment whose history shows it, or the text that it changes; and,
     *     but for such a change, with those who came and went around it
     */
    Future<Viewers> now(Message message) {
        if (!message.kind().amends()) {
            return viewers(message, message.id());
        }
        return viewers(message, StoredMessages.targetOf(message).orElseThrow())
                .map(viewers -> new Viewers(viewers.users(), Set.of()));
    }

    private Future<Viewers> viewers(Message message, MessageId shown) {
        return bus.request(MembershipService.VIEWERS, new Viewed(message.conversation(), shown));
    }
}
