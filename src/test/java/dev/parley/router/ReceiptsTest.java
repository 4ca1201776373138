package dev.parley.router;

import static dev.parley.router.RouterFixture.ANN;
import static dev.parley.router.RouterFixture.BOB;
import static dev.parley.router.RouterFixture.CHAT;
import static dev.parley.router.RouterFixture.EVE;
import static dev.parley.router.RouterFixture.GROUP;
import static dev.parley.router.RouterFixture.ORIGIN;
import static dev.parley.router.RouterFixture.members;
import static dev.parley.router.RouterFixture.take;
import static dev.parley.router.RouterFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.NodeService.News;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.RouterService;
import dev.parley.bus.RouterService.Mark;
import dev.parley.bus.RouterService.Marks;
import dev.parley.bus.RouterService.Received;
import dev.parley.bus.RouterService.Typing;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who learns of what was delivered and read, and of who writes. */
class ReceiptsTest {
    private final RouterFixture router = new RouterFixture();

    @BeforeEach
    void write() throws Exception {
        router.log.put(id(10), text(10, CHAT, ANN));
        router.log.put(id(20), text(20, CHAT, ANN));
    }

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void aReadMarkIsShownToTheReadersOtherDevicesAndToTheAuthor() throws Exception {
        mark(BOB, CHAT, Optional.empty(), Optional.of(id(10)));
        assertThat(take(router.marks))
                .isEqualTo(new PersistenceService.Mark(BOB, CHAT, Optional.of(id(10)), Optional.of(id(10))));
        Deliver own = take(router.deliveries);
        assertThat(own.users()).containsExactly(BOB);
        assertThat(own.origin()).isEqualTo(ORIGIN);
        assertThat(own.news()).isEqualTo(new News.Receipt(CHAT, BOB, Optional.empty(), Optional.of(id(10))));
        Deliver author = take(router.deliveries);
        assertThat(author.users()).containsExactly(ANN);
        assertThat(author.news()).isEqualTo(new News.Receipt(CHAT, BOB, Optional.of(id(10)), Optional.of(id(10))));
    }

    @Test
    void whoHidesReadingShowsOnlyWhatWasDelivered() throws Exception {
        router.showsReading = false;
        mark(BOB, CHAT, Optional.empty(), Optional.of(id(10)));
        take(router.deliveries);
        assertThat(take(router.deliveries).news())
                .isEqualTo(new News.Receipt(CHAT, BOB, Optional.of(id(10)), Optional.empty()));
    }

    @Test
    void aMarkStopsAtTheLastMessageThereIs() throws Exception {
        mark(BOB, CHAT, Optional.of(id(10)), Optional.of(id(Long.MAX_VALUE - 1)));
        PersistenceService.Mark mark = take(router.marks);
        assertThat(mark.delivered()).contains(id(10));
        assertThat(mark.read()).contains(id(20));
    }

    @Test
    void inAGroupOnlyTheAuthorLearnsOfIt() throws Exception {
        router.members = members(1, 0, new Standing.Open(), ANN, BOB, EVE);
        mark(BOB, GROUP, Optional.of(id(20)), Optional.empty());
        Deliver author = take(router.deliveries);
        assertThat(author.users()).containsExactly(ANN);
        assertThat(router.deliveries).isEmpty();
    }

    @Test
    void ofManyMarksThoseOfMembersAreNotedAndToldTogether() throws Exception {
        router.members = members(1, 0, new Standing.Open(), ANN, BOB);
        Marks marks = new Marks(
                GROUP,
                List.of(
                        one(EVE, Optional.of(id(20)), Optional.empty()),
                        one(BOB, Optional.of(id(20)), Optional.empty()),
                        one(ANN, Optional.empty(), Optional.of(id(10)))));
        Failure refusal = catchThrowableOfType(Failure.class, () -> router.ask(RouterService.MARK, marks));
        assertThat(refusal.code()).isEqualTo(FailureCode.ACCESS_DENIED);
        assertThat(List.of(take(router.marks), take(router.marks)))
                .extracting(PersistenceService.Mark::user)
                .containsExactlyInAnyOrder(BOB, ANN);
        assertThat(List.of(take(router.deliveries), take(router.deliveries)))
                .extracting(Deliver::users)
                .containsExactlyInAnyOrder(List.of(ANN), List.of(ANN));
        assertThat(router.deliveries).isEmpty();
    }

    @Test
    void onlyMembersMark() {
        Failure refusal =
                catchThrowableOfType(Failure.class, () -> mark(EVE, CHAT, Optional.of(id(10)), Optional.empty()));
        assertThat(refusal.code()).isEqualTo(FailureCode.ACCESS_DENIED);
        assertThat(router.marks).isEmpty();
    }

    @Test
    void whoWentMarksWhatTheyHaveAndNobodyElseLearnsOfIt() throws Exception {
        router.former = Set.of(EVE);
        mark(EVE, GROUP, Optional.empty(), Optional.of(id(10)));
        assertThat(take(router.marks).read()).contains(id(10));
        assertThat(take(router.deliveries).users()).containsExactly(EVE);
        assertThat(router.deliveries).isEmpty();
    }

    @Test
    void typingIsShownToTheOthers() throws Exception {
        router.members = members(1, 0, new Standing.Open(), ANN, BOB, EVE);
        router.ask(RouterService.TYPING, new Typing(ANN, GROUP, true, ORIGIN.get()));
        Deliver shown = take(router.deliveries);
        assertThat(shown.users()).containsExactlyInAnyOrder(BOB, EVE);
        assertThat(shown.news()).isEqualTo(new News.Typing(GROUP, ANN, true));
    }

    @Test
    void whoIsBlockedLearnsOfNothing() throws Exception {
        router.members = members(1, 0, new Standing.Blocked(), ANN, BOB);
        router.ask(RouterService.TYPING, new Typing(ANN, CHAT, true, ORIGIN.get()));
        mark(BOB, CHAT, Optional.empty(), Optional.of(id(10)));
        assertThat(take(router.deliveries).users()).containsExactly(BOB);
        assertThat(router.deliveries).isEmpty();
    }

    private void mark(
            UserId user, ConversationId conversation, Optional<MessageId> delivered, Optional<MessageId> read) {
        router.ask(RouterService.MARK, new Marks(conversation, List.of(one(user, delivered, read))));
    }

    private static Mark one(UserId user, Optional<MessageId> delivered, Optional<MessageId> read) {
        return new Mark(user, delivered.map(id -> new Received(id, ANN)), read, ORIGIN);
    }

    private static MessageId id(long value) {
        return new MessageId(value);
    }
}
