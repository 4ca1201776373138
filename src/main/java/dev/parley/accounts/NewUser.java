package dev.parley.accounts;

import dev.parley.bus.AccountsService.Profile;
import java.time.Instant;

/** An account to be made. */
public record NewUser(Profile profile, String passwordHash, Instant createdAt) {
    @Override
    public String toString() {
        return "NewUser[" + profile.id() + "]";
    }
}
