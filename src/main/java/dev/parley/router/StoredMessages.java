package dev.parley.router;

import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService.Window;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.History;
import dev.parley.bus.PersistenceService.Place;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Looks messages up in the store. */
final class StoredMessages {
    private static final int MOST_AFTER = 200;

    private final Bus bus;

    StoredMessages(Bus bus) {
        this.bus = bus;
    }

    Future<Optional<Message>> find(MessageId id, ConversationId conversation) {
        return last(conversation, id)
                .map(found -> found.filter(message -> message.id().equals(id)));
    }

    /** The last message of a conversation up to {@code id}, itself included. */
    Future<Optional<Message>> last(ConversationId conversation, MessageId id) {
        Place upTo = new Place.Before(id.value() + 1);
        return bus.request(PersistenceService.HISTORY, new History(conversation, upTo, 1, List.of(Window.ALL)))
                .map(page -> page.messages().stream().findFirst());
    }

    /** The texts that a conversation has after one of its entries; no more than the first few hundred. */
    Future<List<Message>> textsAfter(Message entry) {
        Place after = new Place.After(entry.id().value());
        return bus.request(
                        PersistenceService.HISTORY,
                        new History(entry.conversation(), after, MOST_AFTER, List.of(Window.ALL)))
                .map(page -> page.messages().stream()
                        .filter(message -> message.kind() == Message.Kind.TEXT)
                        .toList());
    }

    /** The message that {@code message} answers or amends; fails with {@code INVALID} when there is none. */
    Future<Message> target(Message message) {
        String field = message.kind().amends() ? "target" : "replyTo";
        return find(targetOf(message).orElseThrow(), message.conversation())
                .compose(found -> found.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(
                                Failure.of(FailureCode.INVALID, "names no message of this conversation", field))));
    }

    /** Which message it answers or amends. */
    static Optional<MessageId> targetOf(Message message) {
        return message.kind().amends() ? message.target().map(MessageId::new) : message.replyTo();
    }
}
