package dev.parley.router;

import static dev.parley.router.RouterFixture.ANN;
import static dev.parley.router.RouterFixture.BOB;
import static dev.parley.router.RouterFixture.EVE;
import static dev.parley.router.RouterFixture.GROUP;
import static dev.parley.router.RouterFixture.members;
import static dev.parley.router.RouterFixture.take;
import static dev.parley.router.RouterFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.PersistenceService.Append;
import dev.parley.bus.RouterService;
import dev.parley.bus.RouterService.Announce;
import dev.parley.bus.RouterService.Submit;
import dev.parley.bus.RouterService.Submitted;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.MembershipChange;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets a message of a group whose members change. */
class GroupSubmissionTest {
    private static final Standing OPEN = new Standing.Open();
    private static final long AFTER = 10L << 22;

    private final RouterFixture router = new RouterFixture();

    @BeforeEach
    void gather() {
        router.members = members(1, 5, OPEN, ANN, BOB);
    }

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void countsARemovalFromItsAcknowledgement() throws Exception {
        router.submit(text(AFTER, GROUP, ANN));
        router.members = members(2, 6, OPEN, ANN, EVE);
        assertThatThrownBy(() -> router.submit(text(AFTER + 1, GROUP, BOB)))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.ACCESS_DENIED));
        router.submit(text(AFTER + 2, GROUP, ANN));
        assertThat(take(router.appends).members()).containsExactly(ANN, BOB);
        assertThat(take(router.appends).members()).containsExactly(ANN, EVE);
        assertThat(router.appends).isEmpty();
    }

    @Test
    void whatWasAcceptedStaysSoThoughItsSenderWasPutOutSince() throws Exception {
        Message accepted = text(AFTER, GROUP, BOB, "again");
        router.submit(accepted);
        router.members = members(2, AFTER + 1, OPEN, ANN, EVE);
        router.viewers = id -> Set.of(ANN);
        take(router.deliveries);
        assertThat(router.ask(
                        RouterService.SUBMIT, new Submit(text(AFTER + 2, GROUP, BOB, "again"), Optional.empty(), true)))
                .isEqualTo(new Submitted.Accepted(accepted.id(), GROUP));
        assertThat(take(router.deliveries).users()).containsExactly(ANN);
    }

    @Test
    void storesForThoseWhoCameInMeanwhileToo() throws Exception {
        router.meanwhile = () -> router.members = members(2, 6, OPEN, ANN, BOB, EVE);
        Message message = text(AFTER, GROUP, ANN);
        router.submit(message);
        assertThat(take(router.appends)).isEqualTo(new Append(message, List.of(ANN, BOB)));
        assertThat(take(router.appends)).isEqualTo(new Append(message, List.of(EVE)));
        assertThat(take(router.deliveries).users()).containsExactlyInAnyOrder(ANN, BOB, EVE);
    }

    @Test
    void storesForThoseWhoCameAndWentMeanwhileAndSendsThemNothing() throws Exception {
        router.meanwhile = () -> {
            router.members = members(3, AFTER + 2, OPEN, ANN, BOB);
            router.formerViewers = Set.of(EVE);
        };
        Message message = text(AFTER, GROUP, ANN);
        router.submit(message);
        assertThat(take(router.appends)).isEqualTo(new Append(message, List.of(ANN, BOB)));
        assertThat(take(router.appends)).isEqualTo(new Append(message, List.of(EVE)));
        assertThat(take(router.deliveries).users()).containsExactlyInAnyOrder(ANN, BOB);
    }

    @Test
    void acceptsWhatWasStoredWhileItsGroupEndedAndSendsItToNobody() throws Exception {
        router.meanwhile = () -> {
            router.ended = true;
            router.viewers = id -> Set.of();
            router.formerViewers = Set.of(ANN, BOB);
        };
        assertThat(router.submit(text(AFTER, GROUP, ANN))).isInstanceOf(Submitted.Accepted.class);
        assertThat(router.deliveries).isEmpty();
    }

    @Test
    void storesWhatAnAttemptLeftForThoseWhoCameInAfterIt() throws Exception {
        Message left = text(AFTER, GROUP, ANN, "again");
        router.submit(left);
        take(router.appends);
        router.members = members(2, 6, OPEN, ANN, BOB, EVE);
        assertThat(router.submit(text(AFTER + 2, GROUP, ANN, "again")))
                .isEqualTo(new Submitted.Accepted(left.id(), GROUP));
        Append again = take(router.appends);
        assertThat(again.message()).isEqualTo(left);
        assertThat(again.members()).containsExactlyInAnyOrder(ANN, BOB, EVE);
    }

    @Test
    void looksAtWhoCameAndWentSinceTheFirstAttempt() throws Exception {
        Message message = text(AFTER, GROUP, ANN);
        router.formerViewers = Set.of(EVE);
        router.ask(RouterService.SUBMIT, new Submit(message, Optional.empty(), true));
        assertThat(take(router.appends)).isEqualTo(new Append(message, List.of(ANN, BOB)));
        assertThat(take(router.appends)).isEqualTo(new Append(message, List.of(EVE)));
    }

    @Test
    void storesNothingForThoseWhoCameInAfterItsPlaceInTheLog() throws Exception {
        router.meanwhile = () -> router.members = members(2, AFTER + 1, OPEN, ANN, BOB, EVE);
        router.viewers = id -> Set.of(ANN, BOB);
        router.submit(text(AFTER, GROUP, ANN));
        assertThat(take(router.deliveries).users()).containsExactlyInAnyOrder(ANN, BOB);
        assertThat(router.appends).hasSize(1);
    }

    @Test
    void changesATextOnlyForThoseWhoMaySeeIt() throws Exception {
        Message text = text(AFTER, GROUP, ANN);
        router.submit(text);
        take(router.appends);
        take(router.deliveries);
        router.members = members(2, AFTER + 1, OPEN, ANN, BOB, EVE);
        router.viewers = id -> id.equals(text.id()) ? Set.of(ANN, BOB) : Set.of(ANN, BOB, EVE);
        router.submit(new Message(
                new MessageId(AFTER + 2),
                GROUP,
                ANN,
                Message.Kind.EDIT,
                "edit",
                "better",
                Optional.empty(),
                List.of(),
                Optional.of(AFTER),
                Optional.empty()));
        assertThat(take(router.appends).members()).containsExactlyInAnyOrder(ANN, BOB);
        assertThat(take(router.deliveries).users()).containsExactlyInAnyOrder(ANN, BOB);
    }

    @Test
    void showsNothingToThoseWhoWentMeanwhile() throws Exception {
        router.meanwhile = () -> router.members = members(2, 6, OPEN, ANN);
        router.submit(text(AFTER, GROUP, ANN));
        assertThat(take(router.deliveries).users()).containsExactly(ANN);
    }

    @Test
    void asksForALaterIdThanThatOfTheLastChange() {
        router.members = members(3, AFTER + 7, OPEN, ANN, BOB);
        assertThat(router.submit(text(AFTER, GROUP, ANN))).isInstanceOf(Submitted.OutOfTime.class);
        assertThat(router.appends).isEmpty();
    }

    @Test
    void sendsAnAnnouncementToWhomItNames() throws Exception {
        Message entry = text(AFTER, GROUP, ANN);
        router.ask(RouterService.ANNOUNCE, new Announce(entry, List.of(ANN, EVE)));
        assertThat(take(router.appends)).isEqualTo(new Append(entry, List.of(ANN, EVE)));
        assertThat(take(router.deliveries).users()).containsExactlyInAnyOrder(ANN, EVE);
    }

    @Test
    void bringsWhoCameInWhatWasAcceptedBehindTheirPlaceBeforeThat() throws Exception {
        Message before = text(AFTER, GROUP, ANN);
        Message behind = text(AFTER + 2, GROUP, BOB);
        router.submit(before);
        router.submit(behind);
        take(router.appends);
        take(router.appends);
        Message arrival = entry(AFTER + 1, MembershipChange.ADDED, EVE);

        router.ask(RouterService.ANNOUNCE, new Announce(arrival, List.of(ANN, BOB, EVE)));

        assertThat(take(router.appends)).isEqualTo(new Append(behind, List.of(EVE)));
        assertThat(take(router.appends)).isEqualTo(new Append(arrival, List.of(ANN, BOB, EVE)));
        assertThat(router.appends).isEmpty();
    }

    @Test
    void bringsNothingToWhoWent() throws Exception {
        router.submit(text(AFTER + 2, GROUP, BOB));
        take(router.appends);
        Message departure = entry(AFTER + 1, MembershipChange.REMOVED, EVE);

        router.ask(RouterService.ANNOUNCE, new Announce(departure, List.of(ANN, BOB)));

        assertThat(take(router.appends)).isEqualTo(new Append(departure, List.of(ANN, BOB)));
        assertThat(router.appends).isEmpty();
    }

    private static Message entry(long id, MembershipChange change, UserId user) {
        return new Message(
                new MessageId(id),
                GROUP,
                ANN,
                Message.Kind.MEMBERSHIP,
                Message.SERVER_REF + "entry",
                change.wireName(),
                Optional.empty(),
                List.of(),
                Optional.of(user.value()),
                Optional.empty());
    }
}
