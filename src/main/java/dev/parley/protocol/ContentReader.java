package dev.parley.protocol;

import dev.parley.model.Content;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message.Kind;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the fields of a {@link Content}, in a frame or in the body of a request. */
public final class ContentReader {
    private String ref = "";
    private String text = "";
    private Optional<MessageId> replyTo = Optional.empty();
    private List<UserId> mentions = List.of();
    private Optional<Kind> kind = Optional.empty();
    private Optional<MessageId> target = Optional.empty();

    ContentReader() {}

    /**
     * Reads the body of {@code POST …/messages}: an object with the fields of a {@code send} frame but {@code to}.
     *
     * @throws Failure of code {@code BAD_JSON} when it is no JSON object, otherwise {@code INVALID} or {@code
     *     TEXT_TOO_LONG} with the field
     */
    public static Content readBody(String json) {
        try (JsonFields in = JsonFields.of(json)) {
            ContentReader reader = new ContentReader();
            in.each(field -> reader.read(field, in));
            in.end();
            Content content = reader.content(in);
            if (in.failure().isPresent()) {
                throw in.failure().get();
            }
            return content;
        } catch (IOException notJson) {
            throw Failure.of(FailureCode.BAD_JSON, "the body is not a JSON object within the limits");
        }
    }

    /** Takes the value at hand when it is a field of the content, and skips it when it is not. */
    void read(String field, JsonFields in) throws IOException {
        switch (field) {
            case "ref" -> ref = in.text().orElse("");
            case "text" -> text = in.text().orElse("");
            case "replyTo" -> replyTo = in.parsed(MessageId::parse);
            case "kind" -> kind = in.parsed(ContentReader::kind);
            case "target" -> target = in.parsed(MessageId::parse);
            case "mentions" -> mentions = in.list(UserId::parse, Limits.MENTIONS);
            default -> in.skip();
        }
    }

    /** What was read. What is wrong with it as a whole is told to {@code in}. */
    Content content(JsonFields in) {
        in.refuse(TextRules.ref(ref));
        Kind said = kind.orElse(Kind.TEXT);
        if (said == Kind.DELETE) {
            refuseUnless(text.isEmpty() && mentions.isEmpty(), in, "text", "is left out of a delete");
        } else {
            in.refuse(TextRules.text(text));
        }
        refuseUnless(target.isPresent() == said.amends(), in, "target", "names the message to edit or delete");
        refuseUnless(replyTo.isEmpty() || said == Kind.TEXT, in, "replyTo", "is for new messages");
        return new Content(ref, said, text, replyTo, mentions, target);
    }

    private static void refuseUnless(boolean right, JsonFields in, String field, String rule) {
        if (!right) {
            in.refuse(field, rule);
        }
    }

    private static Kind kind(String name) {
        return Stream.of(Kind.values())
                .filter(Kind::isSent)
                .filter(kind -> MessageJson.name(kind).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("text, edit or delete"));
    }
}
