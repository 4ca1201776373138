package dev.parley.api;

import static dev.parley.api.ApiFixture.ANN;
import static dev.parley.api.ApiFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.PresenceVisibility;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.AccountsService.Profiles;
import dev.parley.bus.Done;
import dev.parley.bus.GroupsService;
import dev.parley.bus.GroupsService.Group;
import dev.parley.bus.GroupsService.Member;
import dev.parley.bus.GroupsService.Role;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.Roster;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.MembershipService.Window;
import dev.parley.bus.MembershipService.Windows;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.HistoryPage;
import dev.parley.bus.PersistenceService.Mark;
import dev.parley.bus.PersistenceService.Marks;
import dev.parley.bus.RouterService;
import dev.parley.model.ConversationId;
import dev.parley.model.GroupId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Read marks, and who read what one said. */
class ReadingTest {
    private static final ConversationId CHAT = ConversationId.direct(ANN, BOB);
    private static final ConversationId TEA = new ConversationId.Group(new GroupId(7));
    private static final MessageId ID = new MessageId(MessageId.lastBefore(1_800_000_000_000L) + 1);
    private static final Instant BEFORE = ID.at().minusSeconds(1);
    private static final UserId SHY = new UserId(4);
    private static final AtomicReference<Object> ASKED = new AtomicReference<>();
    private static ApiFixture api;
    private static volatile Standing standing = new Standing.Open();

    @BeforeAll
    static void start() {
        api = new ApiFixture();
        api.serve(RouterService.MARK, mark -> {
            ASKED.set(mark);
            return Future.succeededFuture(Done.DONE);
        });
        api.serve(MembershipService.WINDOWS, asked -> Future.succeededFuture(new Windows(List.of(Window.ALL), true)));
        api.serve(
                MembershipService.MEMBERS,
                asked -> Future.succeededFuture(new Roster.Members(List.of(ANN, BOB), Set.of(), 1, 0, standing)));
        api.serve(GroupsService.GET, asked -> Future.succeededFuture(group()));
        api.serve(
                AccountsService.PROFILES,
                asked -> Future.succeededFuture(new Profiles(
                        asked.users().stream().map(ReadingTest::profile).toList())));
        api.serve(PersistenceService.HISTORY, ReadingTest::history);
        api.serve(
                PersistenceService.MARKS,
                asked -> Future.succeededFuture(new Marks(List.of(
                        mark(BOB, ID.value(), ID.value() - 1),
                        mark(new UserId(3), ID.value() + 5, ID.value()),
                        mark(SHY, ID.value() - 1, ID.value() + 1),
                        mark(new UserId(6), ID.value(), ID.value())))));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Mark mark(UserId user, long delivered, long read) {
        return new Mark(user, TEA, Optional.of(new MessageId(delivered)), Optional.of(new MessageId(read)));
    }

    private static Profile profile(UserId user) {
        return new Profile(user, "user" + user, "User", "", "", PresenceVisibility.EVERYONE, !user.equals(SHY));
    }

    /** 5 has no marks, 6 came when the message had been said. */
    private static Group group() {
        return new Group(
                new GroupId(7),
                "Tea",
                BEFORE,
                List.of(
                        new Member(ANN, Role.OWNER, BEFORE),
                        new Member(BOB, Role.MEMBER, BEFORE),
                        new Member(new UserId(3), Role.MEMBER, ID.at()),
                        new Member(SHY, Role.MEMBER, BEFORE),
                        new Member(new UserId(5), Role.MEMBER, BEFORE),
                        new Member(new UserId(6), Role.MEMBER, ID.at().plusMillis(1))));
    }

    /** Ann said {@link #ID}, Bob the next one. */
    private static Future<HistoryPage> history(PersistenceService.History asked) {
        long below = ((PersistenceService.Place.Before) asked.place()).id();
        Message last = MessagesTest.message(
                below > ID.value() + 1 ? new MessageId(ID.value() + 1) : ID,
                asked.conversation(),
                below > ID.value() + 1 ? BOB : ANN);
        return Future.succeededFuture(new HistoryPage(List.of(last), true, true));
    }

    @Test
    void movesTheReadMark() {
        assertThat(api.call("PUT", "/api/v1/conversations/d:1:2/read", "{\"id\":\"9\"}")
                        .status())
                .isEqualTo(204);
        assertThat(ASKED.get()).isEqualTo(RouterService.Marks.read(ANN, CHAT, new MessageId(9), Optional.empty()));
        for (String wrong : List.of("{}", "{\"id\":9}", "{\"id\":\"x\"}")) {
            assertThat(api.call("PUT", "/api/v1/conversations/d:1:2/read", wrong)
                            .field())
                    .isEqualTo("id");
        }
    }

    @Test
    void saysWhoOfAGroupGotAndReadAMessage() {
        JsonArray receipts = receipts("g:7", ID.value()).json().getJsonArray("receipts");
        assertThat(receipts)
                .isEqualTo(new JsonArray()
                        .add(receipt("2", true, false, ID.value(), ID.value() - 1))
                        .add(receipt("3", true, true, ID.value(), ID.value()))
                        .add(receipt("4", true, false, ID.value()))
                        .add(receipt("5", false, false)));
    }

    @Test
    void saysNothingAcrossABlock() {
        assertThat(receipts("d:1:2", ID.value()).json().getJsonArray("receipts"))
                .isEqualTo(new JsonArray().add(receipt("2", true, false, ID.value(), ID.value() - 1)));
        standing = new Standing.Blocked();
        assertThat(receipts("d:1:2", ID.value()).json().getJsonArray("receipts"))
                .isEmpty();
        standing = new Standing.Open();
    }

    @Test
    void isForTheAuthorOnly() {
        assertThat(receipts("g:7", ID.value() + 1).code()).isEqualTo("access_denied");
        assertThat(receipts("g:7", ID.value() + 2).code()).isEqualTo("not_found");
    }

    private static ApiFixture.Reply receipts(String conversation, long id) {
        return api.get("/api/v1/conversations/" + conversation + "/messages/" + id + "/receipts");
    }

    private static JsonObject receipt(String user, boolean delivered, boolean read, long... upTo) {
        JsonObject receipt =
                new JsonObject().put("user", user).put("delivered", delivered).put("read", read);
        List<String> names = List.of("deliveredUpTo", "readUpTo");
        for (int i = 0; i < upTo.length; i++) {
            receipt.put(names.get(i), String.valueOf(upTo[i]));
        }
        return receipt;
    }
}
