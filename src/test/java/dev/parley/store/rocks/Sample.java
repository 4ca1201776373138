package dev.parley.store.rocks;

import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.AppendOutcome;
import dev.parley.store.InboxLife;
import dev.parley.store.MessageStores;
import io.vertx.core.Future;
import java.time.Duration;
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
        MessageId id = new MessageId(MessageId.lastBefore(NOW) + 1 + number);
        return new Message(id, CHAT, ANN, Message.Kind.TEXT, "ref " + number, "hello", Optional.empty(), List.of());
    }

    static Future<AppendOutcome> append(MessageStores store, int number) {
        return store.messages().append(message(number), List.of(ANN, BOB), Long.MAX_VALUE);
    }
}
