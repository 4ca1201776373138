package dev.parley.accounts;

import dev.parley.bus.AccountsService.ByName;
import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.AccountsService.OfUsers;
import dev.parley.bus.AccountsService.PresenceVisibility;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.AccountsService.Profiles;
import dev.parley.bus.AccountsService.SignUp;
import dev.parley.bus.AccountsService.UpdateProfile;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Makes accounts, finds them and changes their profiles. */
final class People {
    private final UserStore users;
    private final Passwords passwords;
    private final Announcer announcer;
    private final Ids ids;
    private final InstantSource clock;

    People(UserStore users, Passwords passwords, Announcer announcer, Ids ids, InstantSource clock) {
        this.users = users;
        this.passwords = passwords;
        this.announcer = announcer;
        this.ids = ids;
        this.clock = clock;
    }

    Future<Profile> signUp(SignUp request) {
        String username = Rules.username(request.username());
        String displayName = Rules.displayName(request.displayName());
        return passwords.hash(Rules.newPassword(request.password())).compose(hash -> {
            Profile profile = newcomer(new UserId(ids.newId()), username, displayName);
            return users.create(new NewUser(profile, hash, clock.instant())).map(profile);
        });
    }

    private static Profile newcomer(UserId id, String username, String displayName) {
        return new Profile(id, username, displayName, "", "", PresenceVisibility.EVERYONE, true);
    }

    Future<Profile> profile(OfUser question) {
        return users.find(question.user()).compose(People::orNotFound);
    }

    Future<Profiles> profiles(OfUsers question) {
        return users.all(question.users()).map(Profiles::new);
    }

    Future<Profile> find(ByName question) {
        return users.findByName(question.username()).compose(People::orNotFound);
    }

    Future<Profile> update(UpdateProfile request) {
        Optional<String> displayName = request.displayName().map(Rules::displayName);
        Optional<String> about = request.about().map(Rules::about);
        Optional<String> avatar = request.avatar().map(Rules::avatar);
        return users.update(
                        request.user(),
                        before -> toldIfNew(
                                before,
                                new Profile(
                                        before.id(),
                                        before.username(),
                                        displayName.orElse(before.displayName()),
                                        about.orElse(before.about()),
                                        avatar.orElse(before.avatar()),
                                        request.presence().orElse(before.presence()),
                                        request.readReceipts().orElse(before.readReceipts()))))
                .compose(People::orNotFound)
                .compose(change -> announcer.announce(change.announcements()).map(change.after()));
    }

    /** The user's other devices ask for what it is now. */
    private Change<Profile> toldIfNew(Profile before, Profile after) {
        return after.equals(before)
                ? Change.none(before)
                : new Change<>(
                        after,
                        List.of(Announcement.ofEvent(ids.next(), after.id(), "profile.changed", new JsonObject())));
    }

    private static <T> Future<T> orNotFound(Optional<T> found) {
        return found.map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(Failure.of(FailureCode.NOT_FOUND, "there is no such user")));
    }
}
