package dev.parley.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.parley.config.Settings.Argon2Cost;
import java.text.Normalizer;
import java.util.Base64;

/**
 * Argon2id (RFC 9106) in the PHC string format, {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}: a hash names its own cost, so
 * that the cost can change. Blocks for tens of milliseconds.
 */
final class Argon2Hash {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final Argon2Function current;

    Argon2Hash(Argon2Cost cost) {
        this.current = Argon2Function.getInstance(
                cost.memoryKib(), cost.iterations(), cost.parallelism(), HASH_BYTES, Argon2.ID);
    }

    String hash(String password) {
        return current.hash(bytes(password), Secrets.randomBytes(SALT_BYTES)).getResult();
    }

    /** What no password matches, and takes as long as any to be checked against. Is made at once. */
    String ofNothing() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=" + current.getVersion() + "$m=" + current.getMemory() + ",t=" + current.getIterations()
                + ",p=" + current.getParallelism() + '$' + base64.encodeToString(Secrets.randomBytes(SALT_BYTES)) + '$'
                + base64.encodeToString(Secrets.randomBytes(HASH_BYTES));
    }

    boolean matches(String password, String hash) {
        return Argon2Function.getInstanceFromHash(hash).check(bytes(password), hash.getBytes(UTF_8));
    }

    boolean isOutdated(String hash) {
        return !Argon2Function.getInstanceFromHash(hash).equals(current);
    }

    /** One form for what looks the same: keyboards differ in how they compose a character (RFC 8265, section 4.2). */
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(UTF_8);
    }
}
