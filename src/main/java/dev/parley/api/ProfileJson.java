package dev.parley.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.FriendsService.Link;
import dev.parley.protocol.MessageJson;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
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

    /** Writes another user into the object at hand, and since when the two are what they are to each other. */
    static void write(JsonGenerator out, Link link) throws IOException {
        write(out, link.user());
        out.writeStringField("since", MessageJson.time(link.since()));
    }

    /** Writes what shows a user among others into the object at hand. */
    static void write(JsonGenerator out, Profile profile) throws IOException {
        out.writeStringField("id", profile.id().toString());
        out.writeStringField("username", profile.username());
        out.writeStringField("displayName", profile.displayName());
        out.writeStringField("avatar", profile.avatar());
    }

    /** As users see themselves, settings included. */
    static JsonObject own(Profile profile) {
        return open(profile)
                .put("presence", profile.presence().name().toLowerCase(Locale.ROOT))
                .put("readReceipts", profile.readReceipts());
    }
}
