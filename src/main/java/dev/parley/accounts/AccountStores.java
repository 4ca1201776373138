package dev.parley.accounts;

import io.vertx.core.Future;

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

    /** @return a future completed when the store is closed */
    Future<Void> close();
}
