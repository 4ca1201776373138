package dev.parley.router;

import static dev.parley.router.RouterFixture.ANN;
import static dev.parley.router.RouterFixture.BOB;
import static dev.parley.router.RouterFixture.CHAT;
import static dev.parley.router.RouterFixture.EVE;
import static dev.parley.router.RouterFixture.GROUP;
import static dev.parley.router.RouterFixture.members;
import static dev.parley.router.RouterFixture.take;
import static dev.parley.router.RouterFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.RouterService.Submitted;
import dev.parley.model.Content;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may be edited and deleted, by whom, and for how long. */
class AmendmentsTest {
    private static final long FIRST = 1L << 42;

    private final RouterFixture router = new RouterFixture();

    @BeforeEach
    void write() throws Exception {
        router.submit(text(FIRST, CHAT, ANN));
        take(router.appends);
    }

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void onesOwnTextIsEdited() throws Exception {
        Message edit = amendment(FIRST + 1, Message.Kind.EDIT, ANN, CHAT);
        assertThat(router.submit(edit)).isEqualTo(new Submitted.Accepted(edit.id(), CHAT));
        assertThat(take(router.appends).message()).isEqualTo(edit);
    }

    @Test
    void theTextOfAnotherIsNot() {
        assertThat(refusal(amendment(FIRST + 1, Message.Kind.EDIT, BOB, CHAT))).isEqualTo(FailureCode.ACCESS_DENIED);
        assertThat(refusal(amendment(FIRST + 1, Message.Kind.DELETE, BOB, CHAT)))
                .isEqualTo(FailureCode.ACCESS_DENIED);
    }

    @Test
    void anAdministratorDeletesWhatOthersWroteButDoesNotEditIt() {
        router.members = members(1, 0, new Standing.Open(), EVE, ANN);
        assertThat(refusal(amendment(FIRST + 1, Message.Kind.EDIT, EVE, GROUP))).isEqualTo(FailureCode.ACCESS_DENIED);
        assertThat(router.submit(amendment(FIRST + 2, Message.Kind.DELETE, EVE, GROUP)))
                .isInstanceOf(Submitted.Accepted.class);
    }

    @Test
    void nothingIsChangedAfterADay() {
        long tooLate = FIRST + (TimeUnit.HOURS.toMillis(25) << 22);
        assertThat(refusal(amendment(tooLate, Message.Kind.EDIT, ANN, CHAT))).isEqualTo(FailureCode.TOO_LATE);
    }

    @Test
    void whatWasDeletedIsNotEditedAndMayBeDeletedAgain() {
        Message deletion = amendment(FIRST + 1, Message.Kind.DELETE, ANN, CHAT);
        router.log.put(new MessageId(FIRST), text(FIRST, CHAT, ANN).amendedBy(deletion));
        assertThat(refusal(amendment(FIRST + 2, Message.Kind.EDIT, ANN, CHAT))).isEqualTo(FailureCode.INVALID);
        assertThat(router.submit(amendment(FIRST + 3, Message.Kind.DELETE, ANN, CHAT)))
                .isInstanceOf(Submitted.Accepted.class);
    }

    @Test
    void anEditThatWasAcceptedStaysSoThoughItsTextWasDeletedSince() throws Exception {
        Message edit = amendment(FIRST + 1, Message.Kind.EDIT, ANN, CHAT);
        router.submit(edit);
        Message deletion = amendment(FIRST + 2, Message.Kind.DELETE, ANN, CHAT);
        router.log.put(new MessageId(FIRST), text(FIRST, CHAT, ANN).amendedBy(deletion));
        assertThat(router.submit(amendment(FIRST + 3, edit.ref(), Message.Kind.EDIT, ANN, CHAT)))
                .isEqualTo(new Submitted.Accepted(edit.id(), CHAT));
    }

    @Test
    void anEntryThatIsNoTextIsLeftAlone() {
        router.log.put(
                new MessageId(FIRST),
                new Message(
                        new MessageId(FIRST), CHAT, ANN, Message.Kind.GROUP, "r", "name", Optional.empty(), List.of()));
        assertThat(refusal(amendment(FIRST + 1, Message.Kind.DELETE, ANN, CHAT)))
                .isEqualTo(FailureCode.INVALID);
    }

    @Test
    void anEditWithALaggingIdIsSentBackForALaterOne() {
        assertThat(router.submit(amendment(FIRST - 1, Message.Kind.EDIT, ANN, CHAT)))
                .isInstanceOf(Submitted.OutOfTime.class);
    }

    @Test
    void aDeletionWithALaggingIdIsNotUndoneByTheEditBeforeIt() {
        Message edit = amendment(FIRST + 9, Message.Kind.EDIT, ANN, CHAT);
        router.log.put(new MessageId(FIRST), text(FIRST, CHAT, ANN).amendedBy(edit));
        assertThat(router.submit(amendment(FIRST + 5, Message.Kind.DELETE, ANN, CHAT)))
                .isEqualTo(new Submitted.OutOfTime(edit.id().at().toEpochMilli() + 1));
        assertThat(router.submit(edit)).isInstanceOf(Submitted.Accepted.class);
    }

    private FailureCode refusal(Message message) {
        return catchThrowableOfType(Failure.class, () -> router.submit(message)).code();
    }

    private static Message amendment(long id, Message.Kind kind, UserId from, ConversationId conversation) {
        return amendment(id, "amend-" + id, kind, from, conversation);
    }

    private static Message amendment(long id, String ref, Message.Kind kind, UserId from, ConversationId conversation) {
        String text = kind == Message.Kind.EDIT ? "better" : "";
        Content content = new Content(ref, kind, text, Optional.empty(), List.of(), Optional.of(new MessageId(FIRST)));
        return Message.of(new MessageId(id), conversation, from, content);
    }
}
