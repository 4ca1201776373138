package dev.parley.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.bus.AccessTokens;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Optional;

/** Looks at a token before anything is trusted: its size, its shape, its algorithm. */
final class TokenHeader {
    private static final int MAX_LENGTH = 2048;

    private TokenHeader() {}

    /** The key that a signed token of our algorithm names; empty for anything else. */
    static Optional<String> keyNamedBy(String token) {
        if (token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3 || parts[2].isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonObject header = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8));
            return AccessTokens.ALGORITHM.equals(header.getString("alg"))
                    ? Optional.ofNullable(header.getString("kid"))
                    : Optional.empty();
        } catch (RuntimeException malformed) {
            return Optional.empty();
        }
    }
}
