package dev.parley.store.rocks;

import static dev.parley.store.StoreUnderTest.await;

import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.AppendOutcome;
import dev.parley.store.InboxLife;
import dev.parley.store.MessageStores;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages of Ann to Bob, numbered. */
final class Sample {
    static final InboxLife LIFE = new InboxLife(Duration.ofDays(30));
    static final UserId ANN = new UserId(1);
    static final UserId BOB = new UserId(2);
    static final ConversationId CHAT = ConversationId.direct(ANN, BOB);
    static final long NOW = MessageId.EPOCH_MILLIS + 100_000_000;

    private Sample() {}

    static Message message(int number) {
        return message(number, "hello");
    }

    static Message message(int number, String text) {
        MessageId id = new MessageId(MessageId.lastBefore(NOW) + 1 + number);
        return new Message(id, CHAT, ANN, Message.Kind.TEXT, "ref " + number, text, Optional.empty(), List.of());
    }

    /** The ids of all messages, page by page. */
    static List<Long> log(MessageStores store) {
        List<Long> ids = new ArrayList<>();
        List<Message> page = await(store.messages().from(CHAT, 0, Integer.MAX_VALUE));
        while (!page.isEmpty()) {
            page.forEach(message -> ids.add(message.id().value()));
            page = await(store.messages().from(CHAT, ids.get(ids.size() - 1) + 1, Integer.MAX_VALUE));
        }
        return ids;
    }

    static Future<AppendOutcome> append(MessageStores store, int number) {
        return append(store, message(number));
    }

    static Future<AppendOutcome> append(MessageStores store, Message message) {
        return store.messages().append(message, List.of(ANN, BOB), Long.MAX_VALUE);
    }
}
