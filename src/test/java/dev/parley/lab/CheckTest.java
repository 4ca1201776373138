package dev.parley.lab;

import static dev.parley.lab.ExampleHistory.GROUP;
import static dev.parley.lab.ExampleHistory.ZWEI;
import static dev.parley.lab.ExampleHistory.log;
import static dev.parley.lab.ExampleHistory.text;
import static dev.parley.lab.ExampleHistory.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.lab.Fact.Accepted;
import dev.parley.lab.Fact.Changed;
import dev.parley.lab.Fact.Disturbed;
import dev.parley.lab.Fact.Follows;
import dev.parley.lab.Fact.Got;
import dev.parley.lab.Fact.Kind;
import dev.parley.lab.Fact.Linked;
import dev.parley.lab.Fact.Listed;
import dev.parley.lab.Fact.Logged;
import dev.parley.lab.Fact.Owned;
import dev.parley.lab.Fact.Pushed;
import dev.parley.lab.Fact.PusherDied;
import dev.parley.lab.Fact.Refused;
import dev.parley.lab.Fact.Sent;
import dev.parley.lab.Fact.Shown;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each check accepts a history in which all is well, and finds what is wrong with one that was spoilt by hand. */
class CheckTest {
    private final ExampleHistory example = new ExampleHistory();
    private final History history = example.history;

    @Test
    void nothingIsWrongWhereAllIsWell() {
        assertThat(example.complaints()).isEmpty();
    }

    @Test
    void aSendWithoutAnAnswer() {
        history.add(new Sent(400, "ben-1", 1, "four", GROUP, Kind.TEXT, 0));
        assertThat(example.complaints()).containsExactly("Answered");
    }

    @Test
    void aSendThatIsAcceptedUnderTwoIds() {
        history.add(new Accepted(500, "ann-1", "one", 1_001, GROUP));
        assertThat(example.complaints()).contains("Answered", "Everywhere");
    }

    @Test
    void aSendThatIsRefusedForGoodAndAcceptedAllTheSame() {
        history.add(new Refused(500, "ann-1", "one", "access_denied"));
        assertThat(example.complaints()).containsExactly("Answered");
    }

    @Test
    void aMessageThatDoesNotReachADevice() {
        history.add(new Owned("ben-2", "ben", Link.Kind.WEB_SOCKET));
        assertThat(new Everywhere().wrong(history)).hasSize(4).allMatch(line -> line.startsWith("ben-2 lacks"));
    }

    @Test
    void aMessageThatIsOnADeviceTwice() {
        history.add(new Got(500, "ben-1", 1, false, text("one", 1_500, "ann", 0)));
        assertThat(new Everywhere().wrong(history)).singleElement().asString().startsWith("one is there as");
    }

    @Test
    void aMessageThatIsMissingInTheLog() {
        history.add(new Logged("cem", GROUP, log().subList(0, 2)));
        assertThat(new Everywhere().wrong(history)).singleElement().asString().contains("lacks three for cem");
    }

    @Test
    void aMessageThatIsInTheLogTwice() {
        history.add(new Logged(
                "cem",
                GROUP,
                Stream.concat(log().stream(), log().stream().skip(2)).toList()));
        assertThat(new Everywhere().wrong(history)).singleElement().asString().contains("3000 twice");
    }

    @Test
    void aMessageThatNobodySent() {
        history.add(new Got(500, "ben-1", 1, true, text("ghost", 4_000, "ann", 0)));
        assertThat(example.complaints()).containsExactly("Agreement");
    }

    @Test
    void aMessageUnderAnotherName() {
        history.add(new Got(500, "ben-1", 1, true, text("one", 1_000, "cem", 0)));
        assertThat(example.complaints()).containsExactly("Agreement");
    }

    @Test
    void anIdThatIsTwoMessages() {
        history.add(new Got(500, "ben-1", 1, true, text("two", 1_000, "ann", 0)));
        assertThat(example.complaints()).contains("LastState", "Everywhere");
    }

    @Test
    void somebodyWhoOnlyPollsAndShowsOffline() {
        history.add(new Owned("dan-1", "dan", Link.Kind.LONG_POLLING));
        history.add(new Linked(0, "dan-1", true));
        history.add(new Shown(30_000, "dan", false));
        assertThat(example.complaints()).isEmpty();
    }

    @Test
    void aLaterMessageWithASmallerId() {
        example.say(600, "ann-1", "four", 1_900, 0);
        assertThat(new Order().wrong(history)).anyMatch(line -> line.startsWith("four was sent after 3600"));
    }

    @Test
    void twoOnTheirWayTogetherThatChangePlaces() {
        history.add(new Sent(600, "ann-1", 1, "four", GROUP, Kind.TEXT, 0));
        history.add(new Sent(601, "ann-1", 1, "five", GROUP, Kind.TEXT, 0));
        history.add(new Accepted(700, "ann-1", "five", 5_000, GROUP));
        history.add(new Accepted(700, "ann-1", "four", 5_001, GROUP));
        assertThat(new Order().wrong(history)).containsExactly("five was sent after four and comes before it");
    }

    @Test
    void oneThatWasSentAgainMayChangePlaces() {
        history.add(new Sent(600, "ann-1", 1, "four", GROUP, Kind.TEXT, 0));
        history.add(new Sent(601, "ann-1", 1, "five", GROUP, Kind.TEXT, 0));
        history.add(new Accepted(700, "ann-1", "five", 5_000, GROUP));
        history.add(new Sent(750, "ann-1", 1, "four", GROUP, Kind.TEXT, 0));
        history.add(new Accepted(800, "ann-1", "four", 5_001, GROUP));
        assertThat(new Order().wrong(history)).isEmpty();
    }

    @Test
    void aReplyBeforeWhatItAnswers() {
        example.say(600, "cem-1", "four", 4_000, 4_500);
        assertThat(new Order().wrong(history)).containsExactly("four is not after what it answers or changes");
    }

    @Test
    void messagesThatArriveInTheWrongOrder() {
        example.say(600, "ann-1", "four", 4_000, 0);
        example.say(700, "ann-1", "five", 5_000, 0);
        example.hear(800, "five", 5_000, "ann", 0);
        example.hear(801, "four", 4_000, "ann", 0);
        assertThat(new Order().wrong(history)).anyMatch(line -> line.startsWith("ben-1 got four after a later one"));
    }

    @Test
    void messagesThatASyncBringsInTheWrongOrderAreNotLive() {
        example.say(600, "ann-1", "four", 4_000, 0);
        example.say(700, "ann-1", "five", 5_000, 0);
        example.hear(800, "five", 5_000, "ann", 0);
        history.add(new Got(801, "ben-1", 1, false, text("four", 4_000, "ann", 0)));
        assertThat(new Order().wrong(history)).isEmpty();
    }

    @Test
    void aLogThatIsNotInOrder() {
        history.add(new Logged("cem", GROUP, List.of(log().get(1), log().get(0), log().get(2))));
        assertThat(new Order().wrong(history)).containsExactly("the log of g:1 for cem is not in order");
    }

    @Test
    void aCursorThatSkips() {
        history.add(new Follows("ben", "c1", with(log().subList(2, 3), ZWEI)));
        assertThat(new Cursors().wrong(history)).containsExactly("ben-1 was given c1 without 2000");
    }

    @Test
    void aMessageForWhomIsNoMember() {
        history.add(new Owned("eve-1", "eve", Link.Kind.WEB_SOCKET));
        history.add(new Got(500, "eve-1", 1, true, text("one", 1_000, "ann", 0)));
        assertThat(example.complaints()).containsExactly("Membership");
    }

    @Test
    void aMessageAfterTheRemovalWasAcknowledged() {
        history.add(new Changed(GROUP, "ben", false, 400, 450));
        example.say(500, "ann-1", "four", 4_000, 0);
        example.hear(510, "four", 4_000, "ann", 0);
        assertThat(new Membership().wrong(history)).singleElement().asString().startsWith("ben-1 was shown");
    }

    @Test
    void aMessageDuringARemovalMayComeOrNot() {
        history.add(new Changed(GROUP, "ben", false, 400, 505));
        example.say(500, "ann-1", "four", 4_000, 0);
        assertThat(new Everywhere().wrong(history)).noneMatch(line -> line.startsWith("ben-1"));
        example.hear(510, "four", 4_000, "ann", 0);
        assertThat(new Membership().wrong(history)).isEmpty();
    }

    @Test
    void aLogThatShowsWhatWasSentAfterTheRemoval() {
        history.add(new Changed(GROUP, "ben", false, 0, 50));
        assertThat(new Membership().wrong(history)).anyMatch(line -> line.startsWith("the log showed ben"));
    }

    @Test
    void aWrongNumberOfUnreadMessages() {
        history.add(new Listed("ben", GROUP, 1_000, 3));
        assertThat(example.complaints()).containsExactly("UnreadCounts");
    }

    @Test
    void aReadMarkThatWentBack() {
        history.add(new Listed("ben", GROUP, 0, 3));
        assertThat(new UnreadCounts().wrong(history)).singleElement().asString().contains("was read up to 1000");
    }

    @Test
    void aConversationThatIsNotListed() {
        history.add(new Logged("cem", GROUP, log()));
        assertThat(example.complaints()).containsExactly("UnreadCounts");
    }

    @Test
    void aMessageThatNobodyWasToldOf() {
        example.say(600, "ann-1", "four", 4_000, 0);
        assertThat(new Pushes().wrong(history)).contains("bot in g:1 was not told of four");
    }

    @Test
    void aMessageThatWasLeftOutOfThePushes() {
        example.say(600, "ann-1", "four", 4_000, 0);
        example.say(700, "ann-1", "five", 5_000, 0);
        history.add(new Pushed(4_000, "bot", GROUP, 5_000, 1));
        assertThat(new Pushes().wrong(history)).singleElement().asString().contains("4 messages instead of 5");
    }

    @Test
    void aPushThatCameTwice() {
        history.add(new Pushed(30_000, "bot", GROUP, 3_000, 1));
        assertThat(example.complaints()).containsExactly("Pushes");
    }

    @Test
    void aPushThatCameTwiceBecauseItsSenderDied() {
        history.add(new PusherDied(4_500));
        history.add(new Pushed(30_000, "bot", GROUP, 3_000, 1));
        assertThat(example.complaints()).isEmpty();
    }

    @Test
    void aPushThatCameTwiceLongAfterItsSenderDied() {
        history.add(new PusherDied(4_500));
        history.add(new Pushed(90_000, "bot", GROUP, 3_000, 1));
        assertThat(example.complaints()).containsExactly("Pushes");
    }

    @Test
    void somebodyHereWhoShowsOffline() {
        history.add(new Shown(30_000, "ben", false));
        assertThat(example.complaints()).containsExactly("PresenceBounds");
    }

    @Test
    void somebodyHereWhoMayShowOfflineRightAfterAFault() {
        history.add(new Disturbed(15_000, 25_000, "a fault"));
        history.add(new Shown(30_000, "ben", false));
        assertThat(example.complaints()).isEmpty();
    }

    @Test
    void somebodyWhoHasGoneAndShowsOnline() {
        history.add(new Linked(20_000, "ben-1", false));
        history.add(new Shown(60_000, "ben", true));
        assertThat(example.complaints()).isEmpty();
        history.add(new Shown(70_000, "ben", true));
        assertThat(example.complaints()).containsExactly("PresenceBounds");
    }

    @Test
    void aMessageThatReachesAConnectedDeviceByASyncOnly() {
        example.say(20_000, "ann-1", "four", 4_000, 0);
        history.add(new Got(40_000, "ben-1", 1, false, text("four", 4_000, "ann", 0)));
        assertThat(new Live().wrong(history)).anyMatch(line -> line.startsWith("ben-1 did not get four live"));
    }

    @Test
    void aMessageThatMayComeBySyncRightAfterAFault() {
        history.add(new Disturbed(11_000, 15_000, "a fault"));
        example.say(20_000, "ann-1", "four", 4_000, 0);
        assertThat(new Live().wrong(history)).isEmpty();
    }

    @Test
    void aMessageThatIsNotLiveMoreThanTenSecondsAfterASplitWasHealed() {
        history.add(new Disturbed(4_000, 9_000, "SPLIT edge-1"));
        example.say(20_000, "ann-1", "four", 4_000, 0);
        assertThat(new Live().wrong(history)).anyMatch(line -> line.startsWith("ben-1 did not get four live"));
        assertThat(Live.settling(history))
                .first()
                .asString()
                .startsWith("SPLIT edge-1: all is live again after 11000 ms");
    }

    @Test
    void aMessageThatTheNextFaultMayHaveHeldUpSaysNothingOfTheFaultBefore() {
        history.add(new Disturbed(4_000, 9_000, "SPLIT edge-1"));
        history.add(new Disturbed(25_000, 26_000, "KILL edge-2"));
        example.say(20_000, "ann-1", "four", 4_000, 0);
        assertThat(Live.settling(history))
                .first()
                .asString()
                .startsWith("SPLIT edge-1: all is live again after 0 ms, told for 6000 ms");
    }

    @Test
    void aFaultRightBehindAnotherLeavesUntoldWhenAllWasLive() {
        history.add(new Disturbed(4_000, 9_000, "SPLIT edge-1"));
        history.add(new Disturbed(18_000, 19_000, "KILL edge-2"));
        assertThat(Live.settling(history)).first().asString().contains("too soon to tell");
    }
}
