package dev.parley.bus;

import dev.parley.model.DeviceId;
import dev.parley.model.UserId;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the {@code accounts} verticle answers: people, devices, tokens. */
public final class AccountsService {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Makes an account. Fails with {@code USERNAME_TAKEN}. */
    public static final Endpoint<SignUp, Profile> SIGN_UP =
            new Endpoint<>("chat.accounts.sign-up", SignUp.class, Profile.class, TIMEOUT);
    /** Signs a device in. Fails with {@code BAD_CREDENTIALS}, in the same time for an unknown user. */
    public static final Endpoint<LogIn, SignedIn> LOG_IN =
            new Endpoint<>("chat.accounts.log-in", LogIn.class, SignedIn.class, TIMEOUT);
    /** Exchanges a refresh token. Fails with {@code UNAUTHENTICATED}, {@code TOKEN_EXPIRED} or {@code TOKEN_REUSED}. */
    public static final Endpoint<Refresh, SignedIn> REFRESH =
            new Endpoint<>("chat.accounts.refresh", Refresh.class, SignedIn.class, TIMEOUT);
    /** Signs a device out. Fails with {@code NOT_FOUND} when the user has no such device. */
    public static final Endpoint<Revoke, Done> REVOKE =
            new Endpoint<>("chat.accounts.revoke", Revoke.class, Done.class, TIMEOUT);
    /** Lists a user's devices that are signed in. */
    public static final Endpoint<OfUser, Devices> DEVICES =
            new Endpoint<>("chat.accounts.devices", OfUser.class, Devices.class, TIMEOUT);
    /** Reads a user. Fails with {@code NOT_FOUND}. */
    public static final Endpoint<OfUser, Profile> PROFILE =
            new Endpoint<>("chat.accounts.profile", OfUser.class, Profile.class, TIMEOUT);
    /** Reads many users; those who do not exist are left out. */
    public static final Endpoint<OfUsers, Profiles> PROFILES =
            new Endpoint<>("chat.accounts.profiles", OfUsers.class, Profiles.class, TIMEOUT);
    /** Finds a user by name. Fails with {@code NOT_FOUND}. */
    public static final Endpoint<ByName, Profile> FIND =
            new Endpoint<>("chat.accounts.find", ByName.class, Profile.class, TIMEOUT);
    /** Changes a user's profile; absent fields stay as they are. */
    public static final Endpoint<UpdateProfile, Profile> UPDATE_PROFILE =
            new Endpoint<>("chat.accounts.update-profile", UpdateProfile.class, Profile.class, TIMEOUT);
    /** Gives the public keys that tokens are checked with. */
    public static final Endpoint<Done, Keys> KEYS =
            new Endpoint<>("chat.accounts.keys", Done.class, Keys.class, TIMEOUT);
    /** How many revocations one answer lists at most. A full answer means that there are more: ask from its last one on. */
    public static final int REVOKED_PAGE = 1_000;

    /** Lists the sign-ins that were revoked lately, oldest first, {@link #REVOKED_PAGE} at a time. */
    public static final Endpoint<RevokedSince, Revoked> REVOKED_SINCE =
            new Endpoint<>("chat.accounts.revoked-since", RevokedSince.class, Revoked.class, TIMEOUT);
    /** Answers when the store can be used. */
    public static final Endpoint<Done, Done> PING =
            new Endpoint<>("chat.accounts.ping", Done.class, Done.class, Duration.ofSeconds(2));

    /** Sign-ins revoked just now. */
    public static final Topic<Revoked> REVOKED = new Topic<>("chat.accounts.revoked", Revoked.class);

    private AccountsService() {}

    public record SignUp(String username, String password, String displayName) {
        @Override
        public String toString() {
            return "SignUp[" + username + "]";
        }
    }

    /** @param device the device to sign in again; absent for a new one */
    public record LogIn(
            String username, String password, Optional<DeviceId> device, String deviceName, String platform) {
        @Override
        public String toString() {
            return "LogIn[" + username + "]";
        }
    }

    public record Refresh(String refreshToken) {
        @Override
        public String toString() {
            return "Refresh[]";
        }
    }

    /** A device with its tokens. */
    public record SignedIn(
            Profile user, DeviceId device, String accessToken, Instant accessTokenExpiresAt, String refreshToken) {
        @Override
        public String toString() {
            return "SignedIn[" + user.id() + ", " + device + "]";
        }
    }

    public record Revoke(UserId user, DeviceId device) {}

    public record OfUser(UserId user) {}

    public record ByName(String username) {}

    /** Who may see presence. */
    public enum PresenceVisibility {
        EVERYONE,
        FRIENDS,
        NOBODY
    }

    /** A user, as the user sees it; others do not see the settings. */
    public record Profile(
            UserId id,
            String username,
            String displayName,
            String about,
            String avatar,
            PresenceVisibility presence,
            boolean readReceipts) {}

    /** @param users at most 1,000 */
    public record OfUsers(Set<UserId> users) {}

    public record Profiles(List<Profile> profiles) {}

    public record UpdateProfile(
            UserId user,
            Optional<String> displayName,
            Optional<String> about,
            Optional<String> avatar,
            Optional<PresenceVisibility> presence,
            Optional<Boolean> readReceipts) {}

    /** @param lastSeenAt when it last signed in or refreshed */
    public record Device(DeviceId id, String name, String platform, Instant createdAt, Instant lastSeenAt) {}

    public record Devices(List<Device> devices) {}

    /** @param jwkSet a JSON Web Key Set without private parts */
    public record Keys(String jwkSet) {
        /** The keys, each a JWK. */
        public List<JsonObject> keys() {
            return new JsonObject(jwkSet)
                    .getJsonArray("keys").stream().map(JsonObject.class::cast).toList();
        }
    }

    public record RevokedSince(Instant since) {}

    /** One sign-in that is no longer valid: every token with this {@code signIn} is refused. */
    public record Revocation(String signIn, UserId user, DeviceId device, Instant at) {}

    public record Revoked(List<Revocation> revocations) {}
}
