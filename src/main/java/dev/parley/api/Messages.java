package dev.parley.api;

import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.Viewing;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.History;
import dev.parley.bus.PersistenceService.HistoryPage;
import dev.parley.bus.PersistenceService.Place;
import dev.parley.model.Content;
import dev.parley.model.ConversationId;
import dev.parley.model.UserId;
import dev.parley.node.Accepted;
import dev.parley.node.Admission;
import dev.parley.node.Draft;
import dev.parley.node.RateLimits;
import dev.parley.node.Submitter;
import dev.parley.protocol.ContentReader;
import dev.parley.protocol.Limits;
import dev.parley.protocol.MessageJson;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** A conversation's history, and sending to it. */
final class Messages implements Resource {
    private static final int MOST = 200;
    private static final int USUAL = 50;

    /** Sends of one event loop that are under way at once. */
    private static final int MOST_SENDS = 1_024;

    private final Admission sends = new Admission(MOST_SENDS, 0);
    private final Bus bus;
    private final Submitter submitter;
    private final RateLimits limits;

    Messages(Bus bus, Submitter submitter, RateLimits limits) {
        this.bus = bus;
        this.submitter = submitter;
        this.limits = limits;
    }

    @Override
    public void mount(Routes routes) {
        routes.signedIn(HttpMethod.GET, "/conversations/:id/messages", this::history);
        routes.signedIn(HttpMethod.POST, "/conversations/:id/messages", Limits.FRAME_BYTES, this::send);
    }

    private Future<Answer> history(Call call) {
        ConversationId conversation = call.path("id", ConversationId::parse);
        Place place = HistoryPlace.read(call);
        int limit = call.number("limit", 1, MOST, USUAL);
        return bus.request(MembershipService.WINDOWS, new Viewing(call.user(), conversation))
                .compose(seen -> bus.request(
                        PersistenceService.HISTORY, new History(conversation, place, limit, seen.windows())))
                .map(page -> toAnswer(page, call.user()));
    }

    private static Answer toAnswer(HistoryPage page, UserId viewer) {
        return Answer.ok(out -> {
            out.writeFieldName("messages");
            MessageJson.writeAll(out, page.messages(), viewer);
            out.writeBooleanField("hasBefore", page.hasBefore());
            out.writeBooleanField("hasAfter", page.hasAfter());
        });
    }

    private Future<Answer> send(Call call) {
        ConversationId conversation = call.path("id", ConversationId::parse);
        Content content = ContentReader.readBody(call.text());
        Draft draft = new Draft(call.user(), conversation, content);
        return limits.takeSend(call.identity())
                .compose(allowed -> sends.run(() -> submitter.submit(draft, Optional.empty())))
                .map(accepted -> toAnswer(accepted, content.ref()));
    }

    private static Answer toAnswer(Accepted accepted, String ref) {
        JsonObject body = new JsonObject()
                .put("ref", ref)
                .put("id", accepted.id().toString())
                .put("conversation", accepted.conversation().toString())
                .put("at", MessageJson.time(accepted.id().at()));
        return accepted.duplicate() ? Answer.ok(body.put("duplicate", true)) : Answer.created(body);
    }
}
