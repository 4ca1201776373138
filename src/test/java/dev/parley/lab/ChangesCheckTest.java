package dev.parley.lab;

import static dev.parley.lab.ExampleHistory.GROUP;
import static dev.parley.lab.ExampleHistory.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.lab.Fact.Accepted;
import dev.parley.lab.Fact.Changed;
import dev.parley.lab.Fact.Disturbed;
import dev.parley.lab.Fact.Entry;
import dev.parley.lab.Fact.Follows;
import dev.parley.lab.Fact.Got;
import dev.parley.lab.Fact.Kind;
import dev.parley.lab.Fact.Marked;
import dev.parley.lab.Fact.Owned;
import dev.parley.lab.Fact.Receipt;
import dev.parley.lab.Fact.Refused;
import dev.parley.lab.Fact.Sent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same for what becomes of texts: edits, deletions, refusals and read marks. */
class ChangesCheckTest {
    private final ExampleHistory example = new ExampleHistory();
    private final History history = example.history;

    @Test
    void aDeletedTextInALog() {
        example.amend(500, "gone", 3_700, Kind.DELETE, 1_000);
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
        example.amend(500, "once", 3_700, Kind.EDIT, 1_000);
        example.amend(600, "twice", 3_800, Kind.EDIT, 1_000);
        history.add(new Got(700, "ben-1", 1, false, new Entry(3_800, GROUP, "ann", Kind.EDIT, "once", 1_000)));
        assertThat(new LastState().wrong(history))
                .anyMatch(line -> line.startsWith("nobody said that"))
                .anyMatch(line -> line.startsWith("ben-1 shows") && line.endsWith("instead of 'twice'"));
    }

    /** Of one's own two devices one deletes and the other edits, at once: the larger id counts, and clients go by that, too. */
    @Test
    void anEditAcceptedBesideADeletion() {
        example.amend(500, "gone", 3_700, Kind.DELETE, 1_000);
        example.amend(510, "edited", 3_800, Kind.EDIT, 1_000);
        Entry deletion = new Entry(3_700, GROUP, "ann", Kind.DELETE, "", 1_000);
        history.add(new Follows("cem", "c2", List.of(deletion)));
        assertThat(new LastState().wrong(history))
                .noneMatch(line -> line.startsWith("the inbox of cem"))
                .anyMatch(line -> line.startsWith("the log of ben has") && line.endsWith("instead of 'edited'"));
        history.add(new Follows("cem", "c2", List.of(text("one", 1_000, "ann", 0))));
        assertThat(new LastState().wrong(history)).anyMatch(line -> line.startsWith("the inbox of cem has"));
    }

    @Test
    void aChangeShownToOneWhoCameAfterItsText() {
        history.add(new Owned("dan-1", "dan", Link.Kind.WEB_SOCKET));
        history.add(new Changed(GROUP, "dan", true, 400, 450));
        example.amend(500, "once", 3_700, Kind.EDIT, 1_000);
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
        assertThat(example.complaints()).isEmpty();
        history.add(new Marked(20_000, "ben-1", GROUP, 2_000));
        assertThat(example.complaints()).containsExactly("ReadMarks");
    }

    @Test
    void aReadMarkThatMayBeLostInAFault() {
        history.add(new Disturbed(25_000, 26_000, "a fault"));
        history.add(new Marked(20_000, "ben-1", GROUP, 2_000));
        assertThat(example.complaints()).isEmpty();
    }

    @Test
    void aReceiptOfAMarkThatNobodySet() {
        history.add(new Receipt(20_000, "ann-1", GROUP, "ben", 1_000));
        assertThat(example.complaints()).isEmpty();
        history.add(new Receipt(20_000, "ann-1", GROUP, "cem", 1_000));
        assertThat(example.complaints()).containsExactly("ReadMarks");
    }

    @Test
    void aReceiptForAStranger() {
        history.add(new Owned("eve-1", "eve", Link.Kind.WEB_SOCKET));
        history.add(new Receipt(20_000, "eve-1", GROUP, "ben", 1_000));
        assertThat(example.complaints()).containsExactly("ReadMarks");
    }
}
