package dev.parley.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.View;
import dev.parley.bus.MembershipService.Views;
import dev.parley.bus.MembershipService.Window;
import dev.parley.bus.MembershipService.Windows;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.GroupId;
import dev.parley.model.Message;
import dev.parley.model.Message.Kind;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What of an inbox its user may see. */
class MembershipFilterTest {
    private static final UserId ANN = new UserId(1);
    private static final UserId BOB = new UserId(2);
    private static final ConversationId GROUP = new ConversationId.Group(new GroupId(5));
    private static final ConversationId CHAT = ConversationId.direct(ANN, BOB);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final MembershipFilter filter = new MembershipFilter(bus);

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void hidesWhatWasSentToAGroupOutsideTheTimesOfMembership() {
        annWasIn(new Window(10, 20), new Window(30, Long.MAX_VALUE));
        Message before = text(9, GROUP);
        Message first = text(10, GROUP);
        Message between = text(20, GROUP);
        Message again = text(30, GROUP);
        Message chat = text(25, CHAT);
        assertThat(allows(before, first, between, chat, again)).containsExactly(first, chat, again);
    }

    @Test
    void hidesTheChangeOfATextThatIsHidden() {
        annWasIn(new Window(30, Long.MAX_VALUE));
        assertThat(allows(entry(31, Kind.EDIT, 29), entry(32, Kind.DELETE, 29), entry(33, Kind.EDIT, 30)))
                .containsExactly(entry(33, Kind.EDIT, 30));
    }

    @Test
    void showsWhatTheServerTellsOfGroupsWheneverItCame() {
        annWasIn(new Window(10, 20));
        assertThat(allows(text(25, GROUP), entry(26, Kind.MEMBERSHIP, 1)))
                .containsExactly(entry(26, Kind.MEMBERSHIP, 1));
    }

    @Test
    void showsNothingOfGroupsThatNobodyKnows() {
        serve(new Views(List.of()));
        assertThat(allows(text(10, GROUP))).isEmpty();
    }

    @Test
    void showsDirectConversationsThoughNobodySaysWhoMaySeeGroups() {
        assertThat(allows(text(10, CHAT))).containsExactly(text(10, CHAT));
        assertThatThrownBy(() -> allows(text(10, CHAT), text(11, GROUP)))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE));
    }

    private void annWasIn(Window... windows) {
        serve(new Views(List.of(new View(GROUP, new Windows(List.of(windows), true)))));
    }

    private void serve(Views views) {
        await(bus.serve(MembershipService.VIEWS, asked -> Future.succeededFuture(views)));
    }

    private List<Message> allows(Message... inbox) {
        return await(filter.allows(ANN, List.of(inbox)));
    }

    private static Message text(long id, ConversationId conversation) {
        return new Message(
                new MessageId(id), conversation, BOB, Kind.TEXT, "ref " + id, "hi", Optional.empty(), List.of());
    }

    private static Message entry(long id, Kind kind, long target) {
        return new Message(
                new MessageId(id),
                GROUP,
                BOB,
                kind,
                "ref " + id,
                "",
                Optional.empty(),
                List.of(),
                Optional.of(target),
                Optional.empty());
    }

    private static <T> T await(Future<T> future) {
        return future.timeout(20, TimeUnit.SECONDS).await();
    }
}
