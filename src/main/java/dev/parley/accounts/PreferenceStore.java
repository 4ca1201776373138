package dev.parley.accounts;

import dev.parley.bus.PreferencesService.Preference;
import dev.parley.model.ConversationId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Keeps how users want conversations shown. Threads and failures are as with {@link UserStore}. */
public interface PreferenceStore {
    /** How many conversations of one user are muted or pinned. */
    int MOST_KEPT = 2_000;

    /**
     * Changes what is set for a conversation in one step: of two changes at once, the second sees the first.
     *
     * @param rule gives what is to be; may be called more than once
     * @return a future completed with what {@code rule} gave, or failed with {@code LIMIT_REACHED} at too many that are pinned
     *     or kept
     */
    Future<Change<Preference>> change(
            UserId user, ConversationId conversation, Function<Preference, Change<Preference>> rule);

    /** @return a future completed with what is set for some conversations */
    Future<List<Preference>> of(UserId user, Set<ConversationId> conversations);

    /** @return a future completed with the conversations that {@code user} pinned, in the order of their pins */
    Future<List<Preference>> pinned(UserId user);
}
