package dev.parley.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.bus.AccessTokens;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** A signing key of tests, which makes tokens by hand, good and bad, with the JDK alone. */
record TestKey(String kid, KeyPair pair) {
    static TestKey named(String kid) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new TestKey(kid, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonObject publicJwk() {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        return new JsonObject()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("kid", kid)
                .put("x", base64(fixed(key.getW().getAffineX())))
                .put("y", base64(fixed(key.getW().getAffineY())));
    }

    JsonObject header() {
        return new JsonObject().put("alg", "ES256").put("typ", "JWT").put("kid", kid);
    }

    static JsonObject claims(Instant expiresAt) {
        return new JsonObject()
                .put("sub", "7")
                .put(AccessTokens.DEVICE, "8")
                .put(AccessTokens.SIGN_IN, "sign-in")
                .put("iss", AccessTokens.ISSUER)
                .put("aud", AccessTokens.AUDIENCE)
                .put("iat", expiresAt.getEpochSecond() - 900)
                .put("exp", expiresAt.getEpochSecond());
    }

    String sign(JsonObject claims) {
        return sign(header(), claims);
    }

    String sign(JsonObject header, JsonObject claims) {
        String input = unsigned(header, claims);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(input.getBytes(UTF_8));
            return input + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String unsigned(JsonObject header, JsonObject claims) {
        return base64(header.encode().getBytes(UTF_8))
                + "."
                + base64(claims.encode().getBytes(UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(
                Arrays.copyOfRange(bytes, bytes.length - length, bytes.length), 0, padded, 32 - length, length);
        return padded;
    }
}
