package dev.parley.boot;

import dev.parley.accounts.AccountStores;
import dev.parley.accounts.NewUser;
import dev.parley.accounts.SignIn;
import dev.parley.accounts.TestPeople;
import dev.parley.model.ConversationId;
import dev.parley.model.DeviceId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.MessageStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Forty people, with two devices each, one of them lost, and ten thousand messages of the last twenty days. */
final class Town {
    static final int MESSAGES = 10_000;

    private static final int PEOPLE = 40;
    private static final int FRIENDS = 5;
    private static final int AT_ONCE = 500;
    private static final long SPAN_MILLIS = Duration.ofDays(20).toMillis();

    final List<NewUser> people =
            Stream.generate(TestPeople::anyone).limit(PEOPLE).toList();
    final List<Message> messages;
    /** When the first message was sent. */
    final long beginMillis = System.currentTimeMillis() - SPAN_MILLIS;

    Town() {
        messages = IntStream.range(0, MESSAGES).mapToObj(this::message).toList();
    }

    private Message message(int number) {
        UserId from = user(number);
        UserId to = user(number + 1 + number / PEOPLE % FRIENDS);
        long at = beginMillis + SPAN_MILLIS / MESSAGES * number;
        MessageId id = new MessageId(MessageId.lastBefore(at) + 1 + number % 7);
        Optional<MessageId> replyTo = number % 3 == 0 ? Optional.of(new MessageId(id.value() - 1)) : Optional.empty();
        return new Message(
                id,
                ConversationId.direct(from, to),
                from,
                Message.Kind.TEXT,
                "ref " + number,
                "message " + number + " \uD83D\uDE80\n",
                replyTo,
                number % 5 == 0 ? List.of(to) : List.of());
    }

    private UserId user(int number) {
        return people.get(number % PEOPLE).profile().id();
    }

    List<ConversationId> conversations() {
        return messages.stream().map(Message::conversation).distinct().toList();
    }

    /** Has everybody sign up and say what they said. */
    void settle(AccountStores accounts, MessageStore store) throws Exception {
        for (NewUser one : people) {
            TestPeople.await(accounts.users().create(one));
            SignIn lost = signIn(one);
            TestPeople.await(accounts.devices().add(signIn(one)));
            TestPeople.await(accounts.devices().add(lost));
            TestPeople.await(accounts.devices().revoke(lost.id(), lost.at()));
        }
        for (int i = 0; i < MESSAGES; i += AT_ONCE) {
            TestPeople.await(Future.all(messages.subList(i, i + AT_ONCE).stream()
                    .map(message -> append(store, message))
                    .toList()));
        }
    }

    static Future<?> append(MessageStore store, Message message) {
        ConversationId.Direct pair = (ConversationId.Direct) message.conversation();
        return store.append(message, List.of(pair.low(), pair.high()), Long.MAX_VALUE);
    }

    private SignIn signIn(NewUser user) {
        long id = TestPeople.newId();
        Instant at = Instant.ofEpochMilli(beginMillis + id);
        return new SignIn(
                "sign-in " + id,
                user.profile().id(),
                new DeviceId(id),
                "phone",
                "android",
                at,
                at.plus(Duration.ofDays(30)));
    }
}
