package dev.parley.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.Bus;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.ConversationPage;
import dev.parley.model.ConversationId;
import dev.parley.model.ConversationId.Direct;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.protocol.MessageJson;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A user's conversations, the one with the newest message first. */
final class Conversations implements Resource {
    private static final int MOST = 200;
    private static final int USUAL = 50;

    private final Bus bus;
    private final Profiles profiles;

    Conversations(Bus bus, Profiles profiles) {
        this.bus = bus;
        this.profiles = profiles;
    }

    @Override
    public void mount(Routes routes) {
        routes.signedIn(HttpMethod.GET, "/conversations", this::list);
    }

    private Future<Answer> list(Call call) {
        UserId user = call.user();
        PersistenceService.Conversations wanted = new PersistenceService.Conversations(
                user, call.query("before", MessageId::parse), call.number("limit", 1, MOST, USUAL));
        return bus.request(PersistenceService.CONVERSATIONS, wanted)
                .compose(page -> profiles.of(others(page, user)).map(people -> toAnswer(page, user, people)));
    }

    private static List<UserId> others(ConversationPage page, UserId user) {
        return page.lastMessages().stream()
                .flatMap(message -> other(message.conversation(), user).stream())
                .toList();
    }

    /** Whom a direct chat is with. */
    private static Optional<UserId> other(ConversationId conversation, UserId user) {
        if (conversation instanceof Direct direct) {
            return Optional.of(direct.low().equals(user) ? direct.high() : direct.low());
        }
        return Optional.empty();
    }

    private static Answer toAnswer(ConversationPage page, UserId user, Map<UserId, Profile> people) {
        return Answer.ok(out -> {
            out.writeArrayFieldStart("conversations");
            for (Message last : page.lastMessages()) {
                write(out, last, user, people);
            }
            out.writeEndArray();
            if (page.more()) {
                out.writeStringField("next", lastOf(page).id().toString());
            }
        });
    }

    private static Message lastOf(ConversationPage page) {
        return page.lastMessages().get(page.lastMessages().size() - 1);
    }

    private static void write(JsonGenerator out, Message last, UserId user, Map<UserId, Profile> people)
            throws IOException {
        Optional<UserId> other = other(last.conversation(), user);
        out.writeStartObject();
        out.writeStringField("id", last.conversation().toString());
        out.writeStringField("kind", other.isPresent() ? "direct" : "group");
        if (other.isPresent()) {
            writePerson(out, people.get(other.get()));
        }
        out.writeFieldName("lastMessage");
        MessageJson.write(out, last, user);
        out.writeEndObject();
    }

    private static void writePerson(JsonGenerator out, Profile person) throws IOException {
        out.writeStringField("title", person.displayName());
        out.writeObjectFieldStart("with");
        out.writeStringField("id", person.id().toString());
        out.writeStringField("username", person.username());
        out.writeStringField("displayName", person.displayName());
        out.writeEndObject();
    }
}
