package dev.parley.bus;

import java.time.Duration;

/**
 * The form of an access token: a JSON Web Token (RFC 7519) that {@code accounts} signs and every node checks.
 *
 * <p>{@code sub} is the user id and {@code did} the device id, both in decimal; {@code sid} is the sign-in; {@code iat}
 * and {@code exp} are seconds since 1970. The header names its key by {@code kid}.
 */
public final class AccessTokens {
    /** The only algorithm: ECDSA on P-256 with SHA-256. */
    public static final String ALGORITHM = "ES256";
    /** The claim {@code iss}. */
    public static final String ISSUER = "parley";
    /** The claim {@code aud}; a refresh token has another. */
    public static final String AUDIENCE = "parley";
    /** The claim that holds the device id. */
    public static final String DEVICE = "did";
    /** The claim that holds the sign-in. */
    public static final String SIGN_IN = "sid";
    /** How long a token is good for. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);
    /** By how much the clocks of two nodes may differ. */
    public static final Duration LEEWAY = Duration.ofSeconds(10);

    private AccessTokens() {}
}
