package dev.parley.accounts;

import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.MembershipService.Viewing;
import dev.parley.bus.PreferencesService;
import dev.parley.bus.PreferencesService.OfConversations;
import dev.parley.bus.PreferencesService.Preference;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** How users want conversations shown. */
final class Preferences {
    private final PreferenceStore store;
    private final Membership membership;
    private final Announcer announcer;
    private final Ids ids;

    Preferences(PreferenceStore store, Membership membership, Announcer announcer, Ids ids) {
        this.store = store;
        this.membership = membership;
        this.announcer = announcer;
        this.ids = ids;
    }

    Future<Preference> change(PreferencesService.Change request) {
        return membership
                .windows(new Viewing(request.user(), request.conversation()))
                .compose(seen -> store.change(request.user(), request.conversation(), before -> apply(request, before)))
                .compose(change -> announcer.announce(change.announcements()).map(change.after()));
    }

    private Change<Preference> apply(PreferencesService.Change request, Preference before) {
        Preference after = new Preference(
                before.conversation(),
                request.muted().orElse(before.muted()),
                request.pinned().orElse(before.pinned()));
        return after.equals(before) ? Change.none(before) : new Change<>(after, List.of(news(request.user(), after)));
    }

    private Announcement news(UserId user, Preference preference) {
        JsonObject body = new JsonObject()
                .put("conversation", preference.conversation().toString())
                .put("muted", preference.muted())
                .put("pinned", preference.pinned());
        return Announcement.ofEvent(ids.next(), user, "conversation.changed", body);
    }

    Future<PreferencesService.Preferences> of(OfConversations question) {
        return store.of(question.user(), question.conversations()).map(PreferencesService.Preferences::new);
    }

    Future<PreferencesService.Preferences> pinned(OfUser question) {
        return store.pinned(question.user()).map(PreferencesService.Preferences::new);
    }
}
