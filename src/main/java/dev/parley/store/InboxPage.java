package dev.parley.store;

import dev.parley.model.Cursor;
import dev.parley.model.Message;
import java.util.List;

/**
 * Part of a user's inbox.
 *
 * @param messages in id order
 * @param next the cursor that follows them
 * @param more whether another page follows now
 */
public record InboxPage(List<Message> messages, Cursor next, boolean more) {
    public InboxPage {
        messages = List.copyOf(messages);
    }
}
