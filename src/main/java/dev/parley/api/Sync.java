package dev.parley.api;

import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.SyncPage;
import dev.parley.model.Cursor;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import dev.parley.node.InboxReads;
import dev.parley.protocol.Limits;
import dev.parley.protocol.MessageJson;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** What is new for a user after a cursor: at once, or as soon as there is something. */
final class Sync implements Resource {
    private static final int MOST_SECONDS = 30;

    private final InboxReads inboxes;
    private final LongPoll longPoll;

    Sync(InboxReads inboxes, LongPoll longPoll) {
        this.inboxes = inboxes;
        this.longPoll = longPoll;
    }

    @Override
    public void mount(Routes routes) {
        routes.signedIn(HttpMethod.GET, "/sync", this::sync);
    }

    private Future<Answer> sync(Call call) {
        UserId user = call.user();
        PersistenceService.Sync wanted = new PersistenceService.Sync(
                user,
                call.query("cursor", text -> cursor(text, user)),
                call.number("limit", 1, Limits.SYNC_LIMIT, Limits.SYNC_LIMIT_DEFAULT));
        Duration wait = Duration.ofSeconds(call.number("wait", 0, MOST_SECONDS, 0));
        return wait.isZero()
                ? inboxes.read(wanted).map(page -> toAnswer(page, user, SentBefore.NOTHING))
                : poll(call, wanted, wait);
    }

    private Future<Answer> poll(Call call, PersistenceService.Sync wanted, Duration wait) {
        SentBefore sent = call.query("cursor", SentBefore::read).orElse(SentBefore.NOTHING);
        return longPoll.run(call, wanted, sent, wait).map(page -> toAnswer(page, call.user(), sent.and(page)));
    }

    private static Cursor cursor(String text, UserId user) {
        try {
            return Cursor.parse(text, user);
        } catch (IllegalArgumentException foreign) {
            throw Failure.of(FailureCode.BAD_CURSOR, "this is no cursor that you were given", "cursor");
        }
    }

    private static List<Message> of(SyncPage page, Predicate<Message.Kind> wanted) {
        return page.messages().stream()
                .filter(message -> wanted.test(message.kind()))
                .toList();
    }

    /** @param sent what the device has with this page, beyond its cursor */
    private static Answer toAnswer(SyncPage page, UserId viewer, SentBefore sent) {
        return Answer.ok(out -> {
            out.writeFieldName("messages");
            MessageJson.writeAll(out, of(page, kind -> kind != Message.Kind.EVENT), viewer);
            out.writeFieldName("events");
            MessageJson.writeEvents(out, of(page, kind -> kind == Message.Kind.EVENT));
            out.writeStringField("cursor", sent.write(page.next(), viewer));
            out.writeBooleanField("more", page.more());
            if (page.reset()) {
                out.writeBooleanField("reset", true);
            }
        });
    }
}
