package dev.parley.bus;

import dev.parley.model.ConversationId;
import dev.parley.model.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a user wants conversations shown, the same on all devices. Served by {@code accounts}. */
public final class PreferencesService {
    /** The most conversations that one user pins. */
    public static final int MOST_PINNED = 20;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /**
     * Changes how one conversation is shown; absent fields stay. The user's devices get an event. Fails with {@code NOT_FOUND}
     * for a conversation that the user has never been in, with {@code LIMIT_REACHED} at too many that are pinned or muted.
     */
    public static final Endpoint<Change, Preference> CHANGE =
            new Endpoint<>("chat.preferences.change", Change.class, Preference.class, TIMEOUT);
    /** Reads what is set for some conversations; those for which nothing is set are left out. */
    public static final Endpoint<OfConversations, Preferences> GET =
            new Endpoint<>("chat.preferences.get", OfConversations.class, Preferences.class, TIMEOUT);
    /** Lists the conversations that a user pinned. */
    public static final Endpoint<AccountsService.OfUser, Preferences> PINNED =
            new Endpoint<>("chat.preferences.pinned", AccountsService.OfUser.class, Preferences.class, TIMEOUT);

    private PreferencesService() {}

    /**
     * @param muted whether no push tells of it; it is delivered all the same
     * @param pinned whether it stands above the others
     */
    public record Preference(ConversationId conversation, boolean muted, boolean pinned) {}

    public record Preferences(List<Preference> preferences) {}

    public record Change(UserId user, ConversationId conversation, Optional<Boolean> muted, Optional<Boolean> pinned) {}

    public record OfConversations(UserId user, Set<ConversationId> conversations) {}
}
