package dev.parley.accounts;

import dev.parley.model.UserId;

/** What a password is checked against. */
public record Credentials(UserId user, String passwordHash) {
    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
