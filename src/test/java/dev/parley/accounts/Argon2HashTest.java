package dev.parley.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.Settings.Argon2Cost;
import org.junit.jupiter.api.Test;

class Argon2HashTest {
    private final Argon2Hash hashing = new Argon2Hash(new Argon2Cost(64, 2, 1));

    @Test
    void matchesThePasswordItHashed() {
        String hash = hashing.hash("correct horse");
        assertThat(hashing.matches("correct horse", hash)).isTrue();
        assertThat(hashing.matches("correct horses", hash)).isFalse();
    }

    @Test
    void theHashOfNothingCostsAsMuchAsAnyAndIsMatchedByNothing() {
        String nothing = hashing.ofNothing();
        assertThat(nothing).hasSameSizeAs(hashing.hash("any")).isNotEqualTo(hashing.ofNothing());
        assertThat(hashing.isOutdated(nothing)).isFalse();
        assertThat(hashing.matches("", nothing)).isFalse();
    }
}
