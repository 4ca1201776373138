package dev.parley.api;

import static dev.parley.api.ApiFixture.ANN;
import static dev.parley.api.ApiFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.ApiFixture.Reply;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.Window;
import dev.parley.bus.MembershipService.Windows;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.History;
import dev.parley.bus.PersistenceService.HistoryPage;
import dev.parley.bus.PersistenceService.Place;
import dev.parley.model.Annotations;
import dev.parley.model.Content;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.node.Accepted;
import dev.parley.node.Draft;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations, their history, and sending to them. */
class MessagesTest {
    private static final ConversationId CHAT = ConversationId.direct(ANN, BOB);
    private static final String PATH = "/api/v1/conversations/d:1:2/messages";
    private static final Annotations NOTED = new Annotations(Map.of("language", "de"));
    private static final MessageId ID = new MessageId(MessageId.lastBefore(1_800_000_000_000L) + 1);
    private static final AtomicReference<Object> ASKED = new AtomicReference<>();
    private static ApiFixture api;

    @BeforeAll
    static void start() {
        api = new ApiFixture();
        api.serve(
                MembershipService.WINDOWS, asked -> switch (asked.conversation().toString()) {
                    case "d:1:2" -> Future.succeededFuture(new Windows(List.of(Window.ALL), true));
                    case "d:2:3" -> Future.failedFuture(Failure.of(FailureCode.ACCESS_DENIED, "not yours"));
                    default -> Future.failedFuture(Failure.of(FailureCode.NOT_FOUND, "no such conversation"));
                });
        api.serve(PersistenceService.HISTORY, asked -> {
            ASKED.set(asked);
            Message annotated = message(ID, CHAT, ANN).annotated(NOTED);
            return Future.succeededFuture(
                    new HistoryPage(List.of(annotated, message(next(ID), CHAT, BOB)), true, false));
        });
        api.submitter = MessagesTest::submit;
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    static Message message(MessageId id, ConversationId conversation, UserId from) {
        return new Message(id, conversation, from, Message.Kind.TEXT, "ref-" + id, "hi", Optional.empty(), List.of());
    }

    private static MessageId next(MessageId id) {
        return new MessageId(id.value() + 1);
    }

    private static Future<Accepted> submit(Draft draft) {
        ASKED.set(draft);
        return switch (draft.content().ref()) {
            case "known" -> Future.succeededFuture(new Accepted(ID, CHAT, true));
            case "denied" -> Future.failedFuture(Failure.of(FailureCode.ACCESS_DENIED, "not a member"));
            case "lost" -> Future.failedFuture(Failure.of(FailureCode.TIMEOUT, "not known"));
            default -> Future.succeededFuture(new Accepted(ID, CHAT, false));
        };
    }

    @Test
    void sendsAMessage() {
        Reply reply = send("{\"ref\":\"r\",\"text\":\"hi 👋\",\"replyTo\":\"7\",\"mentions\":[\"2\"]}");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json()).isEqualTo(accepted("r"));
        assertThat(ASKED.get())
                .isEqualTo(
                        new Draft(ANN, CHAT, new Content("r", "hi 👋", Optional.of(new MessageId(7)), List.of(BOB))));
    }

    @Test
    void answersAKnownRefWithTheFirstMessage() {
        Reply reply = send("{\"ref\":\"known\",\"text\":\"hi\"}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json()).isEqualTo(accepted("known").put("duplicate", true));
    }

    private static JsonObject accepted(String ref) {
        return new JsonObject()
                .put("ref", ref)
                .put("id", ID.toString())
                .put("conversation", "d:1:2")
                .put("at", "2027-01-15T08:00:00.000Z");
    }

    @Test
    void passesOnWhyASendFailed() {
        assertThat(send("{\"ref\":\"denied\",\"text\":\"hi\"}").code()).isEqualTo("access_denied");
        assertThat(send("{\"ref\":\"lost\",\"text\":\"hi\"}").status()).isEqualTo(504);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"text":"hi"}                                  | ref
            {"ref":"","text":"hi"}                         | ref
            {"ref":5,"text":"hi"}                          | ref
            {"ref":"r"}                                    | text
            {"ref":"r","text":""}                          | text
            {"ref":"r","text":["hi"]}                      | text
            {"ref":"r","text":"hi","replyTo":7}            | replyTo
            {"ref":"r","text":"hi","replyTo":"seven"}      | replyTo
            {"ref":"r","text":"hi","mentions":"2"}         | mentions
            {"ref":"r","text":"hi","mentions":["bob"]}     | mentions
            """)
    void namesTheFieldOfASendThatIsWrong(String body, String field) {
        Reply reply = send(body);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("invalid");
        assertThat(reply.field()).isEqualTo(field);
    }

    @Test
    void limitsTextByCodePoints() {
        assertThat(send("{\"ref\":\"r\",\"text\":\"" + "👋".repeat(100_000) + "\"}")
                        .status())
                .isEqualTo(201);
        assertThat(send("{\"ref\":\"r\",\"text\":\"" + "\\ud83d\\udc4b".repeat(100_000) + "\"}")
                        .status())
                .isEqualTo(201);
        assertThat(send("{\"ref\":\"r\",\"text\":\"" + "x".repeat(100_001) + "\"}")
                        .code())
                .isEqualTo("text_too_long");
    }

    private static Reply send(String body) {
        return api.call("POST", PATH, body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"d:2:1", "d:1:1", "d:1", "d:1:2:3", "g:x", "x:1", "1", "d:0:1", "d:01:2"})
    void refusesAConversationIdThatIsNone(String id) {
        for (Reply reply : List.of(
                api.get("/api/v1/conversations/" + id + "/messages"),
                api.call("POST", "/api/v1/conversations/" + id + "/messages", "{\"ref\":\"r\",\"text\":\"hi\"}"))) {
            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.field()).isEqualTo("id");
        }
    }

    @Test
    void showsHistoryToMembers() {
        Reply reply = api.get(PATH);

        assertThat(ASKED.get()).isEqualTo(new History(CHAT, new Place.Latest(), 50, List.of(Window.ALL)));
        assertThat(reply.json().getBoolean("hasBefore")).isTrue();
        assertThat(reply.json().getBoolean("hasAfter")).isFalse();
        JsonArray messages = reply.json().getJsonArray("messages");
        assertThat(messages.getJsonObject(0).getString("id")).isEqualTo(ID.toString());
        assertThat(messages.getJsonObject(0).getString("ref")).isEqualTo("ref-" + ID);
        assertThat(messages.getJsonObject(0).getJsonObject("annotations"))
                .isEqualTo(new JsonObject().put("language", "de"));
        assertThat(messages.getJsonObject(1).fieldNames()).doesNotContain("ref", "annotations");
    }

    @Test
    void hidesConversationsOfOthers() {
        assertThat(api.get("/api/v1/conversations/d:2:3/messages").code()).isEqualTo("access_denied");
        assertThat(api.get("/api/v1/conversations/d:2:4/messages").code()).isEqualTo("not_found");
        assertThat(api.get("/api/v1/conversations/g:4/messages").code()).isEqualTo("not_found");
    }

    @Test
    void jumpsToAMessageOrATime() {
        assertThat(placeOf("before=7")).isEqualTo(new Place.Before(7));
        assertThat(placeOf("after=7")).isEqualTo(new Place.After(7));
        assertThat(placeOf("around=7")).isEqualTo(new Place.Around(7));
        assertThat(placeOf("before=2027-01-15T08:00:00Z")).isEqualTo(new Place.Before(ID.value()));
        assertThat(placeOf("around=2027-01-15T08:00:00.000Z")).isEqualTo(new Place.Around(ID.value()));
        assertThat(placeOf("around=2027-01-15T10:00:00%2B02:00")).isEqualTo(new Place.Around(ID.value()));
        assertThat(placeOf("after=2027-01-15T08:00:00Z"))
                .isEqualTo(new Place.After(MessageId.lastBefore(1_800_000_000_001L)));
    }

    @Test
    void takesATimeBeforeOrAfterAllMessagesAsTheFirstOrTheLast() {
        assertThat(placeOf("around=1970-01-01T00:00:00Z")).isEqualTo(new Place.Around(0));
        assertThat(placeOf("around=%2B999999999-01-01T00:00:00Z"))
                .isInstanceOfSatisfying(
                        Place.Around.class, place -> assertThat(place.id()).isPositive());
        assertThat(placeOf("after=%2B999999999-01-01T00:00:00Z"))
                .isInstanceOfSatisfying(
                        Place.After.class, place -> assertThat(place.id()).isPositive());
    }

    private static Place placeOf(String query) {
        assertThat(api.get(PATH + "?limit=200&" + query).status()).isEqualTo(200);
        return ((History) ASKED.get()).place();
    }

    @ParameterizedTest
    @CsvSource({
        "before=x, before",
        "after=, after",
        "around=2027-13-01T00:00:00Z, around",
        "before=-1, before",
        "before=0, before",
        "before=9223372036854775808, before",
        "before=7&after=8, before",
        "limit=0, limit",
        "limit=201, limit",
        "limit=ten, limit",
        "limit=99999999999, limit",
        "limit=1&limit=2, limit"
    })
    void namesTheParameterThatIsWrong(String query, String field) {
        Reply reply = api.get(PATH + "?" + query);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.field()).isEqualTo(field);
    }
}
