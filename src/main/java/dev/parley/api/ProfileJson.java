package dev.parley.api;

import dev.parley.bus.AccountsService.Profile;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Users as clients see them. */
final class ProfileJson {
    private ProfileJson() {}

    /** As a new account is answered: what tells one user from another. */
    static JsonObject brief(Profile profile) {
        return new JsonObject()
                .put("id", profile.id().toString())
                .put("username", profile.username())
                .put("displayName", profile.displayName());
    }

    /** As anyone sees a user. */
    static JsonObject open(Profile profile) {
        return brief(profile).put("about", profile.about()).put("avatar", profile.avatar());
    }

    /** As users see themselves, settings included. */
    static JsonObject own(Profile profile) {
        return open(profile)
                .put("presence", profile.presence().name().toLowerCase(Locale.ROOT))
                .put("readReceipts", profile.readReceipts());
    }
}
