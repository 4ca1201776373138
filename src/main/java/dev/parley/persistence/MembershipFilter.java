package dev.parley.persistence;

import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.View;
import dev.parley.bus.MembershipService.ViewingAll;
import dev.parley.bus.MembershipService.Views;
import dev.parley.bus.MembershipService.Windows;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cuts what an inbox holds to the times of membership, as history is cut. A message that was being stored while one of its
 * members was removed stands in that member's inbox, and sorts after the removal: nobody gets it.
 */
final class MembershipFilter {
    private static final Windows NOTHING = new Windows(List.of(), false);

    private final Bus bus;

    MembershipFilter(Bus bus) {
        this.bus = bus;
    }

    /**
     * What of an inbox its user may see. What the server tells of groups was for those whom it names, whenever it came.
     *
     * @return a future completed with the messages that stay, in their order; failed as {@link MembershipService#VIEWS}
     *     is, where any of them is one that somebody sent to a group
     */
    Future<List<Message>> allows(UserId user, List<Message> inbox) {
        Set<ConversationId> groups = inbox.stream()
                .filter(MembershipFilter::isSentToGroup)
                .map(Message::conversation)
                .collect(Collectors.toSet());
        return groups.isEmpty()
                ? Future.succeededFuture(inbox)
                : bus.request(MembershipService.VIEWS, new ViewingAll(user, groups))
                        .map(views -> within(views, inbox));
    }

    private static boolean isSentToGroup(Message message) {
        return message.kind().isSent() && message.conversation() instanceof ConversationId.Group;
    }

    private static List<Message> within(Views views, List<Message> inbox) {
        Map<ConversationId, Windows> windows =
                views.views().stream().collect(Collectors.toMap(View::conversation, View::windows));
        return inbox.stream()
                .filter(message -> !isSentToGroup(message)
                        || isWithin(windows.getOrDefault(message.conversation(), NOTHING), message))
                .toList();
    }

    private static boolean isWithin(Windows windows, Message message) {
        return shows(windows, message.id())
                && message.target().stream().allMatch(target -> shows(windows, new MessageId(target)));
    }

    private static boolean shows(Windows windows, MessageId id) {
        return windows.windows().stream().anyMatch(window -> window.contains(id));
    }
}
