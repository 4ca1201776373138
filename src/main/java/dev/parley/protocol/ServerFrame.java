package dev.parley.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.model.ConversationId;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the server says. {@link FrameEncoder} makes JSON of it; fields without a value are left out. */
public sealed interface ServerFrame {
    /** The {@code type} of the frame. */
    String type();

    /** Writes the fields beside {@code type} into the object at hand. */
    void writeFields(JsonGenerator out) throws IOException;

    /**
     * The answer to {@code hello}; the {@link Limits} go with it.
     *
     * @param heartbeat how often the client is to be heard of
     * @param offlineAfter how long after a lost connection the user still shows online
     */
    record Welcome(
            UserId user,
            DeviceId device,
            SessionId session,
            Duration heartbeat,
            Duration offlineAfter,
            Instant serverTime)
            implements ServerFrame {
        @Override
        public String type() {
            return "welcome";
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            out.writeStringField("user", user.toString());
            out.writeStringField("device", device.toString());
            out.writeStringField("session", session.toString());
            out.writeNumberField("heartbeatMs", heartbeat.toMillis());
            out.writeNumberField("offlineAfterMs", offlineAfter.toMillis());
            out.writeObjectFieldStart("limits");
            Limits.writeFields(out);
            out.writeEndObject();
            out.writeStringField("serverTime", MessageJson.time(serverTime));
        }
    }

    /**
     * An entry of a log: a {@code message}, or an {@code event} when it stands in the user's own log.
     *
     * @param own whether it goes to a device of the sender, which alone sees {@code ref}
     */
    record MessageFrame(Message message, boolean own) implements ServerFrame {
        @Override
        public String type() {
            return isEvent() ? "event" : "message";
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            if (isEvent()) {
                MessageJson.writeEvent(out, message);
            } else {
                MessageJson.writeFields(out, message, own);
            }
        }

        private boolean isEvent() {
            return message.kind() == Message.Kind.EVENT;
        }
    }

    /** How far somebody has got and read a conversation. */
    record Receipt(ConversationId conversation, UserId user, Optional<MessageId> delivered, Optional<MessageId> read)
            implements ServerFrame {
        @Override
        public String type() {
            return "receipt";
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            out.writeStringField("conversation", conversation.toString());
            out.writeStringField("user", user.toString());
            if (delivered.isPresent()) {
                out.writeStringField("delivered", delivered.get().toString());
            }
            if (read.isPresent()) {
                out.writeStringField("read", read.get().toString());
            }
        }
    }

    /** Somebody writes, or has stopped. */
    record Typing(ConversationId conversation, UserId user, boolean active) implements ServerFrame {
        @Override
        public String type() {
            return "typing";
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            out.writeStringField("conversation", conversation.toString());
            out.writeStringField("user", user.toString());
            out.writeBooleanField("active", active);
        }
    }

    /** @param lastActiveAt absent when the user was never seen, or hides it */
    record Presence(UserId user, boolean online, Optional<Instant> lastActiveAt) implements ServerFrame {
        @Override
        public String type() {
            return "presence";
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            PresenceJson.writeFields(out, user, online, lastActiveAt);
        }
    }

    /**
     * @param more whether the client is to ask again at once
     * @param reset whether the inbox no longer has all that follows the client's cursor: it loads its conversations anew
     */
    record Synced(String cursor, boolean more, boolean reset) implements ServerFrame {
        @Override
        public String type() {
            return "synced";
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            out.writeStringField("cursor", cursor);
            out.writeBooleanField("more", more);
            if (reset) {
                out.writeBooleanField("reset", true);
            }
        }
    }

    /** A send that is durable. */
    record Accepted(String ref, MessageId id, ConversationId conversation, boolean duplicate) implements ServerFrame {
        @Override
        public String type() {
            return "accepted";
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            out.writeStringField("ref", ref);
            out.writeStringField("id", id.toString());
            out.writeStringField("conversation", conversation.toString());
            out.writeStringField("at", MessageJson.time(id.at()));
            if (duplicate) {
                out.writeBooleanField("duplicate", true);
            }
        }
    }

    /** A send that came to nothing. */
    record Failed(String ref, Failure failure) implements ServerFrame {
        @Override
        public String type() {
            return "failed";
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            out.writeStringField("ref", ref);
            FailureJson.writeFields(out, failure);
        }
    }

    /** What was wrong with a frame that has no {@code ref}. */
    record ErrorFrame(Failure failure) implements ServerFrame {
        @Override
        public String type() {
            return "error";
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            FailureJson.writeFields(out, failure);
        }
    }

    /** The answer to a heartbeat. */
    record Heartbeat() implements ServerFrame {
        @Override
        public String type() {
            return "heartbeat";
        }

        @Override
        public void writeFields(JsonGenerator out) {
            // its type says it all
        }
    }

    /** The answer to a fresh token. */
    record TokenAccepted(Instant expiresAt) implements ServerFrame {
        @Override
        public String type() {
            return "token";
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            out.writeStringField("expiresAt", MessageJson.time(expiresAt));
        }
    }

    /**
     * Asks the client to go, and to come back.
     *
     * @param after how long to wait first
     * @param url where to go; absent when the client is to ask for an edge
     */
    record Reconnect(Duration after, Optional<URI> url, String reason) implements ServerFrame {
        @Override
        public String type() {
            return "reconnect";
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            out.writeNumberField("afterMs", after.toMillis());
            if (url.isPresent()) {
                out.writeStringField("url", url.get().toString());
            }
            out.writeStringField("reason", reason);
        }
    }

    /** Announces a close over a transport that cannot carry the code: SockJS closes with 3000, always. */
    record Close(CloseCode code) implements ServerFrame {
        @Override
        public String type() {
            return "close";
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            out.writeNumberField("code", code.number());
            out.writeStringField("reason", code.reason());
        }
    }
}
