package dev.parley.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.api.Overview.Row;
import dev.parley.bus.Bus;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.ConversationPage;
import dev.parley.bus.PersistenceService.UnreadCount;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.protocol.MessageJson;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A user's conversations, the one with the newest message first, or those that are pinned. */
final class Conversations implements Resource {
    private static final int MOST = 200;
    private static final int USUAL = 50;

    private final Bus bus;
    private final Overview overview;
    private final Pinned pinned;

    Conversations(Bus bus, Overview overview) {
        this.bus = bus;
        this.overview = overview;
        this.pinned = new Pinned(bus);
    }

    @Override
    public void mount(Routes routes) {
        routes.signedIn(HttpMethod.GET, "/conversations", this::list);
    }

    private Future<Answer> list(Call call) {
        UserId user = call.user();
        PersistenceService.Conversations wanted = new PersistenceService.Conversations(
                user, call.query("before", MessageId::parse), call.number("limit", 1, MOST, USUAL));
        Future<ConversationPage> page =
                call.query("pinned", Conversations::truth).orElse(false)
                        ? pinned.of(user)
                        : bus.request(PersistenceService.CONVERSATIONS, wanted);
        return page.compose(
                found -> overview.of(user, found.lastMessages()).map(rows -> toAnswer(rows, found.more(), user)));
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("it is true or false");
        };
    }

    private static Answer toAnswer(List<Row> rows, boolean more, UserId viewer) {
        return Answer.ok(out -> {
            out.writeArrayFieldStart("conversations");
            for (Row row : rows) {
                out.writeStartObject();
                write(out, row, viewer);
                out.writeEndObject();
            }
            out.writeEndArray();
            if (more) {
                out.writeStringField(
                        "next", rows.get(rows.size() - 1).last().id().toString());
            }
        });
    }

    private static void write(JsonGenerator out, Row row, UserId viewer) throws IOException {
        out.writeStringField("id", row.last().conversation().toString());
        out.writeStringField("kind", row.with().isPresent() ? "direct" : "group");
        if (row.with().isPresent()) {
            out.writeStringField("title", row.with().get().displayName());
            out.writeObjectFieldStart("with");
            ProfileJson.write(out, row.with().get());
            out.writeEndObject();
        }
        if (row.name().isPresent()) {
            out.writeStringField("title", row.name().get());
        }
        out.writeFieldName("lastMessage");
        MessageJson.write(out, row.last(), viewer);
        write(out, row.count());
        out.writeBooleanField("muted", row.preference().muted());
        out.writeBooleanField("pinned", row.preference().pinned());
    }

    private static void write(JsonGenerator out, Optional<UnreadCount> count) throws IOException {
        if (count.isPresent()) {
            out.writeNumberField("unread", count.get().unread());
            if (count.get().readUpTo().isPresent()) {
                out.writeStringField("readUpTo", count.get().readUpTo().get().toString());
            }
        }
    }
}
