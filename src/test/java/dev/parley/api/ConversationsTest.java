package dev.parley.api;

import static dev.parley.api.ApiFixture.ANN;
import static dev.parley.api.ApiFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.Profiles;
import dev.parley.bus.GroupsService;
import dev.parley.bus.GroupsService.Name;
import dev.parley.bus.GroupsService.Names;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.View;
import dev.parley.bus.MembershipService.Views;
import dev.parley.bus.MembershipService.Window;
import dev.parley.bus.MembershipService.Windows;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.ConversationPage;
import dev.parley.bus.PersistenceService.HistoryPage;
import dev.parley.bus.PersistenceService.Unread;
import dev.parley.bus.PersistenceService.UnreadCount;
import dev.parley.bus.PreferencesService;
import dev.parley.bus.PreferencesService.Change;
import dev.parley.bus.PreferencesService.Preference;
import dev.parley.bus.PreferencesService.Preferences;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.GroupId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of conversations, and how each is shown. */
class ConversationsTest {
    private static final ConversationId CHAT = ConversationId.direct(ANN, BOB);
    private static final ConversationId TEA = new ConversationId.Group(new GroupId(7));
    private static final ConversationId ENDED = new ConversationId.Group(new GroupId(8));
    private static final Window PART = new Window(5, 100);

    private final AtomicReference<Object> asked = new AtomicReference<>();
    private volatile boolean more;
    private ApiFixture api;

    @BeforeEach
    void start() {
        api = new ApiFixture();
        api.serve(
                AccountsService.PROFILES,
                ids -> Future.succeededFuture(new Profiles(ids.users().stream()
                        .map(user -> UsersTest.profile(user, "user" + user))
                        .toList())));
        api.serve(
                GroupsService.NAMES,
                named -> Future.succeededFuture(new Names(List.of(new Name(new GroupId(7), "Tea")))));
        api.serve(
                MembershipService.VIEWS,
                viewing -> Future.succeededFuture(new Views(viewing.conversations().stream()
                        .map(one -> new View(one, new Windows(List.of(PART), true)))
                        .toList())));
        api.serve(
                PreferencesService.GET,
                wanted -> Future.succeededFuture(new Preferences(List.of(new Preference(TEA, true, true)))));
        api.serve(PersistenceService.CONVERSATIONS, wanted -> {
            asked.set(wanted);
            return Future.succeededFuture(
                    new ConversationPage(List.of(last(30, CHAT), last(20, TEA), last(10, ENDED)), more));
        });
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static Message last(long id, ConversationId conversation) {
        return MessagesTest.message(new MessageId(id), conversation, BOB);
    }

    private void countUnread() {
        api.serve(PersistenceService.UNREAD, wanted -> {
            assertThat(wanted.conversations())
                    .allSatisfy(one -> assertThat(one.windows()).containsExactly(PART));
            return Future.succeededFuture(new Unread(wanted.conversations().stream()
                    .map(one -> new UnreadCount(one.conversation(), Optional.of(new MessageId(4)), 3))
                    .toList()));
        });
    }

    @Test
    void showsEachWithItsTitleAndWhatIsUnread() {
        countUnread();
        JsonObject page = api.get("/api/v1/conversations").json();
        assertThat(page.containsKey("next")).isFalse();
        JsonObject with = new JsonObject()
                .put("id", "2")
                .put("username", "user2")
                .put("displayName", "Name of 2")
                .put("avatar", "");
        assertThat(shown(page, 0))
                .isEqualTo(new JsonObject()
                        .put("id", "d:1:2")
                        .put("kind", "direct")
                        .put("title", "Name of 2")
                        .put("with", with)
                        .put("unread", 3)
                        .put("readUpTo", "4")
                        .put("muted", false)
                        .put("pinned", false));
        assertThat(shown(page, 1))
                .isEqualTo(new JsonObject()
                        .put("id", "g:7")
                        .put("kind", "group")
                        .put("title", "Tea")
                        .put("unread", 3)
                        .put("readUpTo", "4")
                        .put("muted", true)
                        .put("pinned", true));
        assertThat(shown(page, 2).containsKey("title")).isFalse();
    }

    @Test
    void isShownWithoutCountsWhereNobodyCanCount() {
        JsonObject page = api.get("/api/v1/conversations").json();
        assertThat(shown(page, 0).containsKey("unread")).isFalse();
        assertThat(shown(page, 1).getString("title")).isEqualTo("Tea");
    }

    @Test
    void saysWhereToGoOn() {
        more = true;
        assertThat(api.get("/api/v1/conversations?limit=40&before=1000").json().getString("next"))
                .isEqualTo("10");
        assertThat(asked.get())
                .isEqualTo(new PersistenceService.Conversations(ANN, Optional.of(new MessageId(1_000)), 40));
        assertThat(api.get("/api/v1/conversations?before=x").field()).isEqualTo("before");
        assertThat(api.get("/api/v1/conversations?limit=201").field()).isEqualTo("limit");
    }

    @Test
    void listsThePinnedTheNewestFirst() {
        countUnread();
        api.serve(
                PreferencesService.PINNED,
                user -> Future.succeededFuture(new Preferences(List.of(
                        new Preference(CHAT, false, true),
                        new Preference(TEA, true, true),
                        new Preference(ENDED, false, true)))));
        api.serve(PersistenceService.HISTORY, history -> {
            assertThat(history.limit()).isEqualTo(1);
            assertThat(history.windows()).containsExactly(PART);
            return Future.succeededFuture(new HistoryPage(
                    switch (history.conversation().toString()) {
                        case "d:1:2" -> List.of(last(30, CHAT));
                        case "g:7" -> List.of(last(40, TEA));
                        default -> List.of();
                    },
                    false,
                    false));
        });
        JsonObject page = api.get("/api/v1/conversations?pinned=true").json();
        assertThat(page.getJsonArray("conversations"))
                .extracting(one -> ((JsonObject) one).getString("id"))
                .containsExactly("g:7", "d:1:2");
        assertThat(api.get("/api/v1/conversations?pinned=yes").field()).isEqualTo("pinned");
    }

    @Test
    void mutesAndPins() {
        api.serve(PreferencesService.CHANGE, change -> {
            asked.set(change);
            return change.pinned().orElse(false)
                    ? Future.failedFuture(Failure.of(FailureCode.LIMIT_REACHED, "twenty are"))
                    : Future.succeededFuture(new Preference(change.conversation(), true, false));
        });
        assertThat(api.call("PATCH", "/api/v1/conversations/g:7", "{\"muted\":true}")
                        .json())
                .isEqualTo(new JsonObject().put("id", "g:7").put("muted", true).put("pinned", false));
        assertThat(asked.get()).isEqualTo(new Change(ANN, TEA, Optional.of(true), Optional.empty()));
        assertThat(api.call("PATCH", "/api/v1/conversations/g:7", "{\"pinned\":true}")
                        .code())
                .isEqualTo("limit_reached");
        assertThat(api.call("PATCH", "/api/v1/conversations/g:7", "{\"pinned\":1}")
                        .field())
                .isEqualTo("pinned");
        assertThat(api.call("PATCH", "/api/v1/conversations/7", "{}").field()).isEqualTo("id");
    }

    private static JsonObject shown(JsonObject page, int at) {
        JsonObject shown = page.getJsonArray("conversations").getJsonObject(at).copy();
        assertThat(shown.getJsonObject("lastMessage").getString("id")).isEqualTo(String.valueOf(30 - 10 * at));
        shown.remove("lastMessage");
        return shown;
    }
}
