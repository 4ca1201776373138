package dev.parley.notification;

import dev.parley.model.ConversationId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * What a device is told.
 *
 * @param user whose device it is
 * @param conversation the user's own log for a test
 * @param last the newest of the messages
 * @param count how many messages it tells of
 * @param unread how many texts of the conversation are unread
 * @param badge how many texts of all conversations are unread; 1,000 stands for itself and all above
 * @param source who wrote, and where; absent when a push is to say nothing
 * @param text what the newest says, where that may be said
 * @param until when it is of no use any more
 */
public record Note(
        UserId user,
        ConversationId conversation,
        MessageId last,
        int count,
        int unread,
        int badge,
        Optional<Source> source,
        Optional<String> text,
        Instant until) {
    private static final int TOPIC_BYTES = 24;

    /** @param group the name of the group, if it is one */
    public record Source(UserId sender, String name, Optional<String> group) {}

    /** Whether it tells of nothing: its user wants to see whether pushes arrive. */
    public boolean isTest() {
        return conversation instanceof ConversationId.Personal;
    }

    /**
     * What pushes of one conversation to one user have in common, so that a device shows the last of them only: 32
     * characters of base64url that give nothing away.
     */
    public String topic() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((user + " " + conversation).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, TOPIC_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }
}
