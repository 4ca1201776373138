package dev.parley.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** One key on P-256 as a JSON Web Key (RFC 7517); its id is its thumbprint (RFC 7638). */
public final class SigningKey {
    /** The only algorithm: ECDSA on P-256 with SHA-256. */
    public static final String ALGORITHM = "ES256";

    private static final int COORDINATE_BYTES = 32;
    private static final List<String> PUBLIC_FIELDS = List.of("kty", "crv", "x", "y", "kid");

    private SigningKey() {}

    /** A new private key. */
    public static JsonObject generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return privateJwk(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no P-256", e);
        }
    }

    /** What of a key everyone may know. Only fields known to be public are taken over. */
    public static JsonObject publicPart(JsonObject jwk) {
        JsonObject shown = new JsonObject();
        PUBLIC_FIELDS.forEach(field -> shown.put(field, jwk.getString(field)));
        return shown.put("alg", ALGORITHM).put("use", "sig");
    }

    /** Whether this is a key on P-256 with an id; the first of a set also has to be private. */
    static boolean isWellFormed(JsonObject jwk) {
        return "EC".equals(jwk.getValue("kty"))
                && "P-256".equals(jwk.getValue("crv"))
                && PUBLIC_FIELDS.stream().allMatch(field -> jwk.getValue(field) instanceof String);
    }

    private static JsonObject privateJwk(KeyPair pair) throws GeneralSecurityException {
        ECPublicKey open = (ECPublicKey) pair.getPublic();
        JsonObject jwk = new JsonObject()
                .put("crv", "P-256")
                .put("kty", "EC")
                .put("x", coordinate(open.getW().getAffineX()))
                .put("y", coordinate(open.getW().getAffineY()));
        byte[] thumbprint =
                MessageDigest.getInstance("SHA-256").digest(jwk.encode().getBytes(UTF_8));
        return jwk.put("kid", base64(thumbprint))
                .put("alg", ALGORITHM)
                .put("d", coordinate(((ECPrivateKey) pair.getPrivate()).getS()));
    }

    /** Big-endian, at its full length (RFC 7518, section 6.2.1.2). */
    private static String coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = Math.max(0, bytes.length - COORDINATE_BYTES);
        byte[] padded = new byte[COORDINATE_BYTES];
        byte[] digits = Arrays.copyOfRange(bytes, from, bytes.length);
        System.arraycopy(digits, 0, padded, COORDINATE_BYTES - digits.length, digits.length);
        return base64(padded);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
