package dev.parley.api;

import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.Bus;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.Mark;
import dev.parley.bus.PersistenceService.Marks;
import dev.parley.bus.PersistenceService.OfConversation;
import dev.parley.bus.RouterService;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Read marks: a user's own, and to whom a message of one's own has come. */
final class Reading implements Resource {
    private final Bus bus;
    private final Profiles profiles;
    private final OwnMessages messages;

    Reading(Bus bus, Profiles profiles) {
        this.bus = bus;
        this.profiles = profiles;
        this.messages = new OwnMessages(bus);
    }

    @Override
    public void mount(Routes routes) {
        routes.signedIn(HttpMethod.PUT, "/conversations/:id/read", this::read);
        routes.signedIn(HttpMethod.GET, "/conversations/:id/messages/:messageId/receipts", this::receipts);
    }

    private Future<Answer> read(Call call) {
        RouterService.Marks mark = RouterService.Marks.read(
                call.user(),
                call.path("id", ConversationId::parse),
                call.body().value("id", MessageId::parse),
                Optional.empty());
        return bus.request(RouterService.MARK, mark).map(done -> Answer.empty());
    }

    private Future<Answer> receipts(Call call) {
        ConversationId conversation = call.path("id", ConversationId::parse);
        return messages.find(call.user(), conversation, call.path("messageId", MessageId::parse))
                .compose(message -> messages.recipients(message).compose(recipients -> receipts(message, recipients)))
                .map(receipts -> Answer.ok(new JsonObject().put("receipts", receipts)));
    }

    private Future<JsonArray> receipts(Message message, List<UserId> recipients) {
        Future<Map<UserId, Profile>> people = profiles.of(recipients);
        Future<Marks> marks = bus.request(PersistenceService.MARKS, new OfConversation(message.conversation()));
        return Future.all(people, marks).map(found -> {
            Map<UserId, Mark> byUser =
                    marks.result().marks().stream().collect(Collectors.toMap(Mark::user, Function.identity()));
            return new JsonArray(recipients.stream()
                    .map(user ->
                            receipt(message.id(), people.result().get(user), Optional.ofNullable(byUser.get(user))))
                    .toList());
        });
    }

    /** Who does not show what they read shows at most that it came. What is after the message is not told. */
    private static JsonObject receipt(MessageId id, Profile user, Optional<Mark> mark) {
        Optional<MessageId> read = mark.flatMap(Mark::read).map(upTo -> smaller(upTo, id));
        Optional<MessageId> delivered = Stream.concat(read.stream(), mark.flatMap(Mark::delivered).stream())
                .max(Comparator.naturalOrder())
                .map(upTo -> smaller(upTo, id));
        Optional<MessageId> shown = read.filter(upTo -> user.readReceipts());
        JsonObject receipt = new JsonObject()
                .put("user", user.id().toString())
                .put("delivered", delivered.filter(id::equals).isPresent())
                .put("read", shown.filter(id::equals).isPresent());
        delivered.ifPresent(upTo -> receipt.put("deliveredUpTo", upTo.toString()));
        shown.ifPresent(upTo -> receipt.put("readUpTo", upTo.toString()));
        return receipt;
    }

    private static MessageId smaller(MessageId one, MessageId other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
