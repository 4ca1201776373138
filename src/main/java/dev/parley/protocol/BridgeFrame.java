package dev.parley.protocol;

import dev.parley.model.Failure;
import java.util.Optional;

/** What a client of the event bus says, in the frames of the SockJS bridge of Vert.x. */
public sealed interface BridgeFrame {
    /** What the addresses begin with that clients may register. */
    String USER = "user.";
    /** Where programs of the operator are asked about messages. */
    String HOOK = "chat.hooks.message";
    /** What the addresses begin with at which they answer. */
    String ANSWER = "hooks.answer.";

    /** Says that the client lives. */
    record Ping() implements BridgeFrame {}

    /** Wants what arrives at an address, which begins with {@link #USER}. */
    record Register(String address, Headers headers) implements BridgeFrame {}

    /** Wants no more of it. */
    record Unregister(String address) implements BridgeFrame {}

    /**
     * Asks for something to be done.
     *
     * @param address what it asks
     * @param reply where to answer
     * @param body a {@code send}, {@code sync}, {@code read} or {@code received}, or what is wrong with it
     */
    record Call(String address, Headers headers, Optional<String> reply, Decoded body) implements BridgeFrame {}

    /**
     * Wants to be asked about messages.
     *
     * @param reply where to say that it will be
     */
    record Hook(Headers headers, Optional<String> reply) implements BridgeFrame {}

    /**
     * Answers a question about a message.
     *
     * @param question the address at which it answers
     * @param answer a JSON object, as the program wrote it
     */
    record Verdict(String question, String answer) implements BridgeFrame {}

    /** Names an address that is not open to clients. */
    record Denied(String address, Optional<String> reply) implements BridgeFrame {}

    /** Is no such frame. */
    record Malformed(Failure failure) implements BridgeFrame {}

    /**
     * @param token what follows {@code Bearer} in {@code Authorization}; empty when there is none
     * @param service what programs of the operator show beside it; empty when there is none
     * @param cursor where to catch up from, not yet checked
     * @param background whether to connect without showing the user online
     */
    record Headers(String token, String service, Optional<String> cursor, boolean background) {
        @Override
        public String toString() {
            return "Headers[]";
        }
    }
}
