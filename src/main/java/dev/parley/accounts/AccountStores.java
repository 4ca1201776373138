package dev.parley.accounts;

import dev.parley.backup.LiveCopy;
import io.vertx.core.Future;
import java.util.Optional;

/** An open account store. Its methods may be called from any thread. */
public interface AccountStores {
    UserStore users();

    DeviceStore devices();

    TieStore ties();

    FriendStore friends();

    GroupStore groups();

    PreferenceStore preferences();

    AnnouncementStore announcements();

    RegistrationStore registrations();

    PushQueue pushes();

    /** @return a future completed when the store can be used, or failed with {@code UNAVAILABLE} */
    Future<Void> check();

    /** Copies it while it is used; empty where it is a server, which has means of its own. */
    Optional<LiveCopy> liveCopy();

    /** @return a future completed when the store is closed */
    Future<Void> close();
}
