package dev.parley.protocol;

import dev.parley.model.Content;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.protocol.BridgeFrame.Call;
import dev.parley.protocol.BridgeFrame.Headers;
import dev.parley.protocol.BridgeFrame.Verdict;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Reads the fields of one frame of the bridge, the body by the address that it is for. */
final class BridgeReader {
    /** Where clients may send to. */
    static final Set<String> CALLS = Set.of("chat.send", "chat.sync", "chat.read", "chat.received");

    private static final String BEARER = "Bearer ";
    private static final int REPLY_LENGTH = 64;
    private static final String NOTHING = "{}";

    private final JsonFields in;
    private final FrameReader body;
    private String token = "";
    private String service = "";
    private Optional<String> cursor = Optional.empty();
    private boolean background;
    private Optional<String> reply = Optional.empty();
    private Supplier<Decoded> decoded = () -> malformed("body is missing");

    BridgeReader(JsonFields in) {
        this.in = in;
        this.body = new FrameReader(in);
    }

    /** Reads all but the body. */
    void read() throws IOException {
        read(JsonFields::skip);
    }

    /** Reads all of a frame to {@code address}, one of {@link #CALLS}. */
    Call call(String address) throws IOException {
        read(fields -> body(address));
        return new Call(address, headers(), reply, decoded.get());
    }

    /** Reads all of an answer to {@code question}. */
    Verdict verdict(String question) throws IOException {
        AtomicReference<String> answer = new AtomicReference<>(NOTHING);
        read(fields -> fields.object().ifPresent(answer::set));
        if (answer.get().length() > Limits.ANSWER_LENGTH) {
            in.refuse("body", "is at most " + Limits.ANSWER_LENGTH + " characters");
        }
        return new Verdict(question, answer.get());
    }

    Headers headers() {
        return new Headers(token, service, cursor, background);
    }

    Optional<String> reply() {
        return reply;
    }

    @FunctionalInterface
    private interface Body {
        void read(JsonFields in) throws IOException;
    }

    private void read(Body body) throws IOException {
        in.each(field -> {
            switch (field) {
                case "headers" -> in.object(this::header);
                case "replyAddress" -> reply = replyAddress();
                case "body" -> body.read(in);
                default -> in.skip();
            }
        });
        in.end();
    }

    private void header(String name) throws IOException {
        switch (name) {
            case "Authorization", "authorization" ->
                token = in.text().map(BridgeReader::bearer).orElse("");
            case "Service-Token", "service-token" -> service = in.text().orElse("");
            case "cursor" -> cursor = in.text();
            case "bkg" -> background = in.text().filter("true"::equals).isPresent();
            default -> in.skip();
        }
    }

    private Optional<String> replyAddress() throws IOException {
        Optional<String> address = in.text();
        if (address.map(String::length).orElse(0) > REPLY_LENGTH) {
            in.refuse("replyAddress", "is at most " + REPLY_LENGTH + " characters");
            return Optional.empty();
        }
        return address;
    }

    private void body(String address) throws IOException {
        if (in.enter()) {
            switch (address) {
                case "chat.send" -> {
                    Content content = body.send();
                    decoded = () -> FrameDecoder.send(content, in, body);
                }
                case "chat.sync" -> {
                    ClientFrame sync = body.sync();
                    decoded = () -> FrameDecoder.valid(() -> sync, in);
                }
                case "chat.received" -> {
                    ClientFrame received = body.received();
                    decoded = () -> FrameDecoder.valid(() -> received, in);
                }
                default -> {
                    Supplier<ClientFrame> read = body.read();
                    decoded = () -> FrameDecoder.valid(read, in);
                }
            }
        }
    }

    private static String bearer(String authorization) {
        return authorization.startsWith(BEARER) && authorization.length() <= BEARER.length() + Limits.TOKEN_LENGTH
                ? authorization.substring(BEARER.length())
                : "";
    }

    private static Decoded malformed(String message) {
        return new Decoded.Malformed(Failure.of(FailureCode.BAD_FRAME, message));
    }
}
