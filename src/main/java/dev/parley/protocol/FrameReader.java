package dev.parley.protocol;

import dev.parley.model.Content;
import dev.parley.model.ConversationId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.protocol.ClientFrame.Target;
import dev.parley.protocol.ClientFrame.ToConversation;
import dev.parley.protocol.ClientFrame.ToUser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the fields of one frame, of whichever type. What is wrong with it is told to the {@link JsonFields}. */
final class FrameReader {
    /** The version of the protocol that {@code hello} may name. */
    private static final int VERSION = 1;

    private final JsonFields in;
    private final ContentReader content = new ContentReader();
    private final List<Target> targets = new ArrayList<>(1);
    private String token = "";
    private Optional<String> cursor = Optional.empty();
    private boolean background;
    private int limit = Limits.SYNC_LIMIT_DEFAULT;
    private List<MessageId> ids = List.of();
    private List<UserId> users = List.of();
    private Optional<ConversationId> conversation = Optional.empty();
    private Optional<MessageId> id = Optional.empty();
    private boolean active;

    FrameReader(JsonFields in) {
        this.in = in;
    }

    ClientFrame hello() throws IOException {
        in.each(field -> {
            switch (field) {
                case "token" -> token = in.text().orElse("");
                case "cursor" -> cursor = in.text();
                case "bkg" -> background = in.truth();
                case "v" -> version();
                default -> in.skip();
            }
        });
        checkToken();
        return new ClientFrame.Hello(token, cursor, background);
    }

    ClientFrame token() throws IOException {
        in.each(field -> {
            if (field.equals("token")) {
                token = in.text().orElse("");
            } else {
                in.skip();
            }
        });
        checkToken();
        return new ClientFrame.Token(token);
    }

    ClientFrame received() throws IOException {
        in.each(field -> {
            if (field.equals("ids")) {
                ids = in.list(MessageId::parse, Limits.IDS_PER_RECEIVED);
            } else {
                in.skip();
            }
        });
        return new ClientFrame.Received(ids);
    }

    /** A {@code read}, to be had once nothing is known to be wrong. */
    Supplier<ClientFrame> read() throws IOException {
        in.each(field -> {
            switch (field) {
                case "conversation" -> conversation = in.parsed(ConversationId::parse);
                case "id" -> id = in.parsed(MessageId::parse);
                default -> in.skip();
            }
        });
        requireConversation();
        if (id.isEmpty()) {
            in.refuse("id", "is missing");
        }
        return () -> new ClientFrame.Read(conversation.orElseThrow(), id.orElseThrow());
    }

    /** A {@code typing}, to be had once nothing is known to be wrong. */
    Supplier<ClientFrame> typing() throws IOException {
        in.each(field -> {
            switch (field) {
                case "conversation" -> conversation = in.parsed(ConversationId::parse);
                case "active" -> active = in.truth();
                default -> in.skip();
            }
        });
        requireConversation();
        return () -> new ClientFrame.Typing(conversation.orElseThrow(), active);
    }

    ClientFrame presence() throws IOException {
        in.each(field -> {
            switch (field) {
                case "users" -> users = in.list(UserId::parse, Limits.USERS_PER_PRESENCE);
                case "conversation" -> conversation = in.parsed(ConversationId::parse);
                default -> in.skip();
            }
        });
        if (users.isEmpty() == conversation.isEmpty()) {
            in.refuse("users", "or conversation is given, one of the two");
        }
        return new ClientFrame.Presence(users, conversation);
    }

    ClientFrame sync() throws IOException {
        in.each(field -> {
            switch (field) {
                case "cursor" -> cursor = in.text();
                case "limit" -> limit = in.number().orElse(limit);
                default -> in.skip();
            }
        });
        if (cursor.isEmpty()) {
            in.refuse("cursor", "is missing");
        }
        if (limit < 1 || limit > Limits.SYNC_LIMIT) {
            in.refuse("limit", "is 1 to " + Limits.SYNC_LIMIT);
        }
        return new ClientFrame.Sync(cursor.orElse(""), limit);
    }

    ClientFrame heartbeat() throws IOException {
        in.each(field -> in.skip());
        return new ClientFrame.Heartbeat();
    }

    /** A {@code send}, complete or not: see {@link #target}. */
    Content send() throws IOException {
        in.each(field -> {
            if (field.equals("to")) {
                in.object(this::target);
            } else {
                content.read(field, in);
            }
        });
        if (targets.size() != 1) {
            in.refuse("to", "names one user or one conversation");
        }
        return content.content(in);
    }

    /** Whom the {@code send} that was read is for; only to be asked when nothing was wrong. */
    Target target() {
        return targets.get(0);
    }

    private void target(String field) throws IOException {
        switch (field) {
            case "user" -> in.parsed(UserId::parse).map(ToUser::new).ifPresent(targets::add);
            case "conversation" ->
                in.parsed(ConversationId::parse).map(ToConversation::new).ifPresent(targets::add);
            default -> in.skip();
        }
    }

    private void requireConversation() {
        if (conversation.isEmpty()) {
            in.refuse("conversation", "is missing");
        }
    }

    private void version() throws IOException {
        if (in.number().orElse(VERSION) != VERSION) {
            in.refuse("v", "is " + VERSION + ", the version that this server speaks");
        }
    }

    private void checkToken() {
        if (token.isEmpty() || token.length() > Limits.TOKEN_LENGTH) {
            in.refuse("token", "is 1 to " + Limits.TOKEN_LENGTH + " characters");
        }
    }
}
