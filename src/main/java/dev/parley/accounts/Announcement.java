package dev.parley.accounts;

import dev.parley.model.ConversationId;
import dev.parley.model.Event;
import dev.parley.model.MembershipChange;
import dev.parley.model.Message;
import dev.parley.model.Message.Kind;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * An entry of a log that tells of a change, kept together with the change until the router has taken it.
 *
 * @param id its place in the log, unless it comes too late for that
 * @param author who made the change; of an event, whom it is for
 * @param text as {@link Kind} says
 * @param target as {@link Kind} says
 * @param recipients who gets it, at least one and at most 200
 */
public record Announcement(
        MessageId id,
        ConversationId conversation,
        UserId author,
        Kind kind,
        String text,
        Optional<Long> target,
        List<UserId> recipients) {
    public Announcement {
        recipients = List.copyOf(recipients);
    }

    /** A group has this name from now on; an empty one ends it. */
    static Announcement ofGroup(
            MessageId id, ConversationId.Group group, UserId author, String name, List<UserId> members) {
        return new Announcement(id, group, author, Kind.GROUP, name, Optional.empty(), members);
    }

    /** Somebody's place in a group changed. */
    static Announcement ofMember(
            MessageId id,
            ConversationId.Group group,
            UserId author,
            UserId member,
            MembershipChange change,
            List<UserId> members) {
        return new Announcement(
                id, group, author, Kind.MEMBERSHIP, change.wireName(), Optional.of(member.value()), members);
    }

    /** News for all devices of one user. */
    static Announcement ofEvent(MessageId id, UserId user, String name, JsonObject body) {
        String text = new Event(name, body.encode()).write();
        return new Announcement(
                id, new ConversationId.Personal(user), user, Kind.EVENT, text, Optional.empty(), List.of(user));
    }

    /** The entry at a place; its {@code ref} is the same wherever it is, so that it is stored once. */
    Message at(MessageId place) {
        String ref = Message.SERVER_REF + id.toString();
        return new Message(
                place, conversation, author, kind, ref, text, Optional.empty(), List.of(), target, Optional.empty());
    }
}
