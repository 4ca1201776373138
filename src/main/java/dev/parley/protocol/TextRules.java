package dev.parley.protocol;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import java.util.Optional;

/** What makes a string acceptable as the text of a message or as a {@code ref}. */
final class TextRules {
    private static final int BROKEN = -1;

    private TextRules() {}

    static Optional<Failure> text(String text) {
        int points = codePoints(text);
        if (points > Limits.TEXT_CODE_POINTS) {
            String message = "a text has at most " + Limits.TEXT_CODE_POINTS + " characters, not " + points;
            return Optional.of(Failure.of(FailureCode.TEXT_TOO_LONG, message, "text"));
        }
        return wrongUnless(points > 0, "text", "text is 1 to " + Limits.TEXT_CODE_POINTS + " whole characters");
    }

    static Optional<Failure> ref(String ref) {
        int points = codePoints(ref);
        boolean right = points > 0 && points <= Limits.REF_LENGTH && ref.charAt(0) != Message.SERVER_REF;
        return wrongUnless(right, "ref", "ref is 1 to " + Limits.REF_LENGTH + " whole characters, the first not NUL");
    }

    private static Optional<Failure> wrongUnless(boolean right, String field, String message) {
        return right ? Optional.empty() : Optional.of(Failure.of(FailureCode.INVALID, message, field));
    }

    /** Counts code points; a surrogate without its other half cannot be written as UTF-8 and makes the string broken. */
    private static int codePoints(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); count++) {
            int point = text.codePointAt(i);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                return BROKEN;
            }
            i += Character.charCount(point);
        }
        return count;
    }
}
