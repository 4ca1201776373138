package dev.parley.router;

import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.Roster.Members;
import dev.parley.bus.MembershipService.Viewed;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.List;

/** Who of a conversation's members gets a message: all, but a change of a text only those who may see that text. */
final class Audience {
    private final Bus bus;

    Audience(Bus bus) {
        this.bus = bus;
    }

    /** @return a future completed with those of {@code members} who get it */
    Future<List<UserId>> of(Message message, Members members) {
        boolean all = !message.kind().amends() || message.conversation() instanceof ConversationId.Direct;
        return all ? Future.succeededFuture(members.users()) : now(message);
    }

    /** @return a future completed with those who get a message that was stored before; of a group, who may see it now */
    Future<List<UserId>> ofKnown(Message message, List<UserId> users) {
        return message.conversation() instanceof ConversationId.Direct ? Future.succeededFuture(users) : now(message);
    }

    /** @return a future completed with those members of this moment whose history shows it, or the text that it changes */
    Future<List<UserId>> now(Message message) {
        MessageId shown =
                message.kind().amends() ? StoredMessages.targetOf(message).orElseThrow() : message.id();
        return bus.request(MembershipService.VIEWERS, new Viewed(message.conversation(), shown))
                .map(viewers -> List.copyOf(viewers.users()));
    }
}
