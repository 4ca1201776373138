package dev.parley.api;

import dev.parley.bus.Bus;
import dev.parley.bus.GroupsService;
import dev.parley.bus.GroupsService.Member;
import dev.parley.bus.GroupsService.OfGroup;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.Roster;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.MembershipService.Viewing;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.History;
import dev.parley.bus.PersistenceService.Place;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Finds what a user said, and who was to get it. */
final class OwnMessages {
    private final Bus bus;

    OwnMessages(Bus bus) {
        this.bus = bus;
    }

    /** Fails with {@code NOT_FOUND} for what the user can not see, with {@code ACCESS_DENIED} for what another said. */
    Future<Message> find(UserId user, ConversationId conversation, MessageId id) {
        return bus.request(MembershipService.WINDOWS, new Viewing(user, conversation))
                .compose(seen -> bus.request(
                        PersistenceService.HISTORY,
                        new History(conversation, new Place.Before(id.value() + 1), 1, seen.windows())))
                .map(page -> page.messages().stream()
                        .filter(message -> message.id().equals(id) && message.kind() == Message.Kind.TEXT)
                        .findFirst()
                        .orElseThrow(() -> Failure.of(FailureCode.NOT_FOUND, "there is no such message")))
                .compose(message -> message.from().equals(user)
                        ? Future.succeededFuture(message)
                        : Future.failedFuture(
                                Failure.of(FailureCode.ACCESS_DENIED, "only its author sees who read a message")));
    }

    /** The other members who were in the conversation when it was said and are in it now. */
    Future<List<UserId>> recipients(Message message) {
        return message.conversation() instanceof ConversationId.Group group
                ? bus.request(GroupsService.GET, new OfGroup(message.from(), group.group()))
                        .map(found -> found.members().stream()
                                .filter(member ->
                                        !member.since().isAfter(message.id().at()))
                                .map(Member::user)
                                .filter(user -> !user.equals(message.from()))
                                .toList())
                : bus.request(
                                MembershipService.MEMBERS,
                                new MembershipService.OfConversation(message.conversation(), Optional.empty()))
                        .map(roster -> other(roster, message.from()));
    }

    /** Nobody, where there is a block between the two. */
    private static List<UserId> other(Roster roster, UserId author) {
        return roster instanceof Roster.Members members && !(members.standing() instanceof Standing.Blocked)
                ? members.users().stream().filter(user -> !user.equals(author)).toList()
                : List.of();
    }
}
