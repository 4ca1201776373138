package dev.parley.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.lab.Fact.Accepted;
import dev.parley.lab.Fact.Changed;
import dev.parley.lab.Fact.Disturbed;
import dev.parley.lab.Fact.Entry;
import dev.parley.lab.Fact.Follows;
import dev.parley.lab.Fact.Got;
import dev.parley.lab.Fact.Kept;
import dev.parley.lab.Fact.Kind;
import dev.parley.lab.Fact.Linked;
import dev.parley.lab.Fact.Listed;
import dev.parley.lab.Fact.Logged;
import dev.parley.lab.Fact.Marked;
import dev.parley.lab.Fact.Owned;
import dev.parley.lab.Fact.Pushed;
import dev.parley.lab.Fact.PusherDied;
import dev.parley.lab.Fact.Read;
import dev.parley.lab.Fact.Receipt;
import dev.parley.lab.Fact.Refused;
import dev.parley.lab.Fact.Registered;
import dev.parley.lab.Fact.Sent;
import dev.parley.lab.Fact.Shown;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each check accepts a history in which all is well, and finds what is wrong with one that was spoilt by hand. */
class CheckTest {
    private static final String GROUP = "g:1";
    private static final Entry ZWEI = new Entry(3_600, GROUP, "ann", Kind.EDIT, "zwei", 2_000);

    private final History history = new History();

    /** Ann, with two devices, says one and two to a group; Ben and Cem hear it; Bot is told of it; Cem answers two, which Ann edits. */
    @BeforeEach
    void allIsWell() {
        Stream.of("ann-1", "ann-2", "ben-1", "cem-1")
                .forEach(device -> history.add(new Owned(device, device.substring(0, 3), Link.Kind.WEB_SOCKET)));
        Stream.of("ann", "ben", "cem", "bot").forEach(user -> history.add(new Changed(GROUP, user, true, 0, 10)));
        history.add(new Registered(5, "bot"));
        Stream.of("ann-1", "ann-2", "ben-1", "cem-1").forEach(device -> history.add(new Linked(0, device, true)));
        say(100, "ann-1", "one", 1_000, 0);
        say(200, "ann-1", "two", 2_000, 0);
        hear(250, "one", 1_000, "ann", 0);
        history.add(new Kept("ben-1", "c1"));
        hear(260, "two", 2_000, "ann", 0);
        say(300, "cem-1", "three", 3_000, 2_000);
        hear(350, "three", 3_000, "cem", 2_000);
        amend(400, "zwei", 3_600, Kind.EDIT, 2_000);
        history.add(new Pushed(3_000, "bot", GROUP, 2_000, 2));
        history.add(new Pushed(4_000, "bot", GROUP, 3_000, 1));
        history.add(new Read("ben", GROUP, 1_000));
        history.add(new Shown(20_000, "ben", true));
        history.add(new Follows("ben", "0", with(log(), ZWEI)));
        history.add(new Follows("ben", "c1", with(log().subList(1, 3), ZWEI)));
        history.add(new Logged("ben", GROUP, log()));
        history.add(new Listed("ben", GROUP, 1_000, 2));
    }

    private static List<Entry> log() {
        return List.of(text("one", 1_000, "ann", 0), text("zwei", 2_000, "ann", 0), text("three", 3_000, "cem", 2_000));
    }

    private static List<Entry> with(List<Entry> some, Entry another) {
        return Stream.concat(some.stream(), Stream.of(another)).toList();
    }

    private static Entry text(String ref, long id, String from, long replyTo) {
        return new Entry(id, GROUP, from, Kind.TEXT, ref, replyTo);
    }

    private void say(long at, String device, String ref, long id, long replyTo) {
        history.add(new Sent(at, device, 1, ref, GROUP, Kind.TEXT, replyTo));
        history.add(new Accepted(at + 10, device, ref, id, GROUP));
    }

    private void hear(long at, String ref, long id, String from, long replyTo) {
        history.owners().forEach((device, user) -> {
            if (!device.equals(from + "-1")) {
                history.add(new Got(at, device, 1, true, text(ref, id, from, replyTo)));
            }
        });
    }

    /** Ann edits or deletes a text of hers, and every device hears of it. */
    private void amend(long at, String ref, long id, Kind kind, long target) {
        history.add(new Sent(at, "ann-1", 1, ref, GROUP, kind, target));
        history.add(new Accepted(at + 10, "ann-1", ref, id, GROUP));
        Entry entry = new Entry(id, GROUP, "ann", kind, kind == Kind.DELETE ? "" : ref, target);
        Stream.of("ann-1", "ann-2", "ben-1", "cem-1")
                .forEach(device -> history.add(new Got(at + 20, device, 1, true, entry)));
    }

    private Set<String> complaints() {
        return Checks.wrong(history).keySet();
    }

    @Test
    void nothingIsWrongWhereAllIsWell() {
        assertThat(complaints()).isEmpty();
    }

    @Test
    void aSendWithoutAnAnswer() {
        history.add(new Sent(400, "ben-1", 1, "four", GROUP, Kind.TEXT, 0));
        assertThat(complaints()).containsExactly("Answered");
    }

    @Test
    void aSendThatIsAcceptedUnderTwoIds() {
        history.add(new Accepted(500, "ann-1", "one", 1_001, GROUP));
        assertThat(complaints()).contains("Answered", "Everywhere");
    }

    @Test
    void aSendThatIsRefusedForGoodAndAcceptedAllTheSame() {
        history.add(new Refused(500, "ann-1", "one", "access_denied"));
        assertThat(complaints()).containsExactly("Answered");
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
        assertThat(complaints()).containsExactly("Agreement");
    }

    @Test
    void aMessageUnderAnotherName() {
        history.add(new Got(500, "ben-1", 1, true, text("one", 1_000, "cem", 0)));
        assertThat(complaints()).containsExactly("Agreement");
    }

    @Test
    void anIdThatIsTwoMessages() {
        history.add(new Got(500, "ben-1", 1, true, text("two", 1_000, "ann", 0)));
        assertThat(complaints()).contains("LastState", "Everywhere");
    }

    @Test
    void aDeletedTextInALog() {
        amend(500, "gone", 3_700, Kind.DELETE, 1_000);
        assertThat(new LastState().wrong(history))
                .anyMatch(line -> line.startsWith("the log of ben has") && line.endsWith("instead of ''"));
    }

    @Test
    void aDeletedTextOnADevice() {
        history.add(new Sent(500, "ann-1", 1, "gone", GROUP, Kind.DELETE, 1_000));
        history.add(new Accepted(510, "ann-1", "gone", 3_700, GROUP));
        assertThat(new LastState().wrong(history)).anyMatch(line -> line.startsWith("cem-1 shows"));
        assertThat(new Everywhere().wrong(history)).contains("cem-1 lacks gone (3700)");
    }

    @Test
    void anEditThatShowsWhatWasBeforeIt() {
        amend(500, "once", 3_700, Kind.EDIT, 1_000);
        amend(600, "twice", 3_800, Kind.EDIT, 1_000);
        history.add(new Got(700, "ben-1", 1, false, new Entry(3_800, GROUP, "ann", Kind.EDIT, "once", 1_000)));
        assertThat(new LastState().wrong(history))
                .anyMatch(line -> line.startsWith("nobody said that"))
                .anyMatch(line -> line.startsWith("ben-1 shows") && line.endsWith("instead of 'twice'"));
    }

    @Test
    void aChangeShownToOneWhoCameAfterItsText() {
        history.add(new Owned("dan-1", "dan", Link.Kind.WEB_SOCKET));
        history.add(new Changed(GROUP, "dan", true, 400, 450));
        amend(500, "once", 3_700, Kind.EDIT, 1_000);
        assertThat(new Everywhere().wrong(history)).noneMatch(line -> line.startsWith("dan-1"));
        history.add(new Got(520, "dan-1", 1, true, new Entry(3_700, GROUP, "ann", Kind.EDIT, "once", 1_000)));
        assertThat(new Membership().wrong(history)).singleElement().asString().startsWith("dan-1 was shown");
    }

    @Test
    void aSendThatIsRefusedForGoodAndShown() {
        history.add(new Sent(500, "ann-1", 1, "four", GROUP, Kind.TEXT, 0));
        history.add(new Refused(510, "ann-1", "four", "access_denied"));
        assertThat(new Answered().wrong(history)).isEmpty();
        history.add(new Got(520, "ben-1", 1, true, text("four", 4_000, "ann", 0)));
        assertThat(new Answered().wrong(history)).containsExactly("four was refused for good and shown");
    }

    @Test
    void aReadMarkThatIsLost() {
        history.add(new Marked(20_000, "ben-1", GROUP, 1_000));
        assertThat(complaints()).isEmpty();
        history.add(new Marked(20_000, "ben-1", GROUP, 2_000));
        assertThat(complaints()).containsExactly("ReadMarks");
    }

    @Test
    void aReadMarkThatMayBeLostInAFault() {
        history.add(new Disturbed(25_000, 26_000, "a fault"));
        history.add(new Marked(20_000, "ben-1", GROUP, 2_000));
        assertThat(complaints()).isEmpty();
    }

    @Test
    void aReceiptOfAMarkThatNobodySet() {
        history.add(new Receipt(20_000, "ann-1", GROUP, "ben", 1_000));
        assertThat(complaints()).isEmpty();
        history.add(new Receipt(20_000, "ann-1", GROUP, "cem", 1_000));
        assertThat(complaints()).containsExactly("ReadMarks");
    }

    @Test
    void aReceiptForAStranger() {
        history.add(new Owned("eve-1", "eve", Link.Kind.WEB_SOCKET));
        history.add(new Receipt(20_000, "eve-1", GROUP, "ben", 1_000));
        assertThat(complaints()).containsExactly("ReadMarks");
    }

    @Test
    void somebodyWhoOnlyPollsAndShowsOffline() {
        history.add(new Owned("dan-1", "dan", Link.Kind.LONG_POLLING));
        history.add(new Linked(0, "dan-1", true));
        history.add(new Shown(30_000, "dan", false));
        assertThat(complaints()).isEmpty();
    }

    @Test
    void aLaterMessageWithASmallerId() {
        say(600, "ann-1", "four", 1_900, 0);
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
        say(600, "cem-1", "four", 4_000, 4_500);
        assertThat(new Order().wrong(history)).containsExactly("four is not after what it answers or changes");
    }

    @Test
    void messagesThatArriveInTheWrongOrder() {
        say(600, "ann-1", "four", 4_000, 0);
        say(700, "ann-1", "five", 5_000, 0);
        hear(800, "five", 5_000, "ann", 0);
        hear(801, "four", 4_000, "ann", 0);
        assertThat(new Order().wrong(history)).anyMatch(line -> line.startsWith("ben-1 got four after a later one"));
    }

    @Test
    void messagesThatASyncBringsInTheWrongOrderAreNotLive() {
        say(600, "ann-1", "four", 4_000, 0);
        say(700, "ann-1", "five", 5_000, 0);
        hear(800, "five", 5_000, "ann", 0);
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
        assertThat(complaints()).containsExactly("Membership");
    }

    @Test
    void aMessageAfterTheRemovalWasAcknowledged() {
        history.add(new Changed(GROUP, "ben", false, 400, 450));
        say(500, "ann-1", "four", 4_000, 0);
        hear(510, "four", 4_000, "ann", 0);
        assertThat(new Membership().wrong(history)).singleElement().asString().startsWith("ben-1 was shown");
    }

    @Test
    void aMessageDuringARemovalMayComeOrNot() {
        history.add(new Changed(GROUP, "ben", false, 400, 505));
        say(500, "ann-1", "four", 4_000, 0);
        assertThat(new Everywhere().wrong(history)).noneMatch(line -> line.startsWith("ben-1"));
        hear(510, "four", 4_000, "ann", 0);
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
        assertThat(complaints()).containsExactly("UnreadCounts");
    }

    @Test
    void aReadMarkThatWentBack() {
        history.add(new Listed("ben", GROUP, 0, 3));
        assertThat(new UnreadCounts().wrong(history)).singleElement().asString().contains("was read up to 1000");
    }

    @Test
    void aConversationThatIsNotListed() {
        history.add(new Logged("cem", GROUP, log()));
        assertThat(complaints()).containsExactly("UnreadCounts");
    }

    @Test
    void aMessageThatNobodyWasToldOf() {
        say(600, "ann-1", "four", 4_000, 0);
        assertThat(new Pushes().wrong(history)).contains("bot in g:1 was not told of four");
    }

    @Test
    void aMessageThatWasLeftOutOfThePushes() {
        say(600, "ann-1", "four", 4_000, 0);
        say(700, "ann-1", "five", 5_000, 0);
        history.add(new Pushed(4_000, "bot", GROUP, 5_000, 1));
        assertThat(new Pushes().wrong(history)).singleElement().asString().contains("4 messages instead of 5");
    }

    @Test
    void aPushThatCameTwice() {
        history.add(new Pushed(30_000, "bot", GROUP, 3_000, 1));
        assertThat(complaints()).containsExactly("Pushes");
    }

    @Test
    void aPushThatCameTwiceBecauseItsSenderDied() {
        history.add(new PusherDied(4_500));
        history.add(new Pushed(30_000, "bot", GROUP, 3_000, 1));
        assertThat(complaints()).isEmpty();
    }

    @Test
    void aPushThatCameTwiceLongAfterItsSenderDied() {
        history.add(new PusherDied(4_500));
        history.add(new Pushed(90_000, "bot", GROUP, 3_000, 1));
        assertThat(complaints()).containsExactly("Pushes");
    }

    @Test
    void somebodyHereWhoShowsOffline() {
        history.add(new Shown(30_000, "ben", false));
        assertThat(complaints()).containsExactly("PresenceBounds");
    }

    @Test
    void somebodyHereWhoMayShowOfflineRightAfterAFault() {
        history.add(new Disturbed(15_000, 25_000, "a fault"));
        history.add(new Shown(30_000, "ben", false));
        assertThat(complaints()).isEmpty();
    }

    @Test
    void somebodyWhoHasGoneAndShowsOnline() {
        history.add(new Linked(20_000, "ben-1", false));
        history.add(new Shown(60_000, "ben", true));
        assertThat(complaints()).isEmpty();
        history.add(new Shown(70_000, "ben", true));
        assertThat(complaints()).containsExactly("PresenceBounds");
    }

    @Test
    void aMessageThatReachesAConnectedDeviceByASyncOnly() {
        say(20_000, "ann-1", "four", 4_000, 0);
        history.add(new Got(40_000, "ben-1", 1, false, text("four", 4_000, "ann", 0)));
        assertThat(new Live().wrong(history)).anyMatch(line -> line.startsWith("ben-1 did not get four live"));
    }

    @Test
    void aMessageThatMayComeBySyncRightAfterAFault() {
        history.add(new Disturbed(11_000, 15_000, "a fault"));
        say(20_000, "ann-1", "four", 4_000, 0);
        assertThat(new Live().wrong(history)).isEmpty();
    }
}
