package dev.parley.notification.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts for one browser (RFC 8291), as one record of {@code aes128gcm} (RFC 8188). Blocks for a millisecond. */
final class Encryption {
    static final int SALT_BYTES = 16;

    private static final int RECORD_BYTES = 4_096;
    private static final int KEY_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte LAST_RECORD = 2;

    private final ECPublicKey reader;
    private final byte[] secret;

    /**
     * @param reader the key of the browser
     * @param secret what only the browser and this server know
     */
    Encryption(ECPublicKey reader, byte[] secret) {
        this.reader = reader;
        this.secret = secret;
    }

    /**
     * @param sender made for this one
     * @param salt random, for this one
     */
    byte[] encrypt(byte[] text, KeyPair sender, byte[] salt) throws GeneralSecurityException {
        byte[] senderPoint = P256.point((ECPublicKey) sender.getPublic());
        byte[] key = hmac(salt, shared(sender, senderPoint));
        byte[] contentKey = expand(key, "Content-Encoding: aes128gcm\0", KEY_BYTES);
        byte[] nonce = expand(key, "Content-Encoding: nonce\0", NONCE_BYTES);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(contentKey, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        byte[] sealed = cipher.doFinal(concat(text, new byte[] {LAST_RECORD}));
        return ByteBuffer.allocate(SALT_BYTES + Integer.BYTES + 1 + senderPoint.length + sealed.length)
                .put(salt)
                .putInt(RECORD_BYTES)
                .put((byte) senderPoint.length)
                .put(senderPoint)
                .put(sealed)
                .array();
    }

    /** What both sides can work out: bound to their keys and to the secret (RFC 8291, section 3.3 and 3.4). */
    private byte[] shared(KeyPair sender, byte[] senderPoint) throws GeneralSecurityException {
        byte[] info = concat("WebPush: info\0".getBytes(US_ASCII), P256.point(reader), senderPoint, new byte[] {1});
        return hmac(hmac(secret, P256.agree(sender, reader)), info);
    }

    /** One block of HKDF (RFC 5869), which is all that is needed here. */
    private static byte[] expand(byte[] key, String info, int bytes) throws GeneralSecurityException {
        return Arrays.copyOf(hmac(key, concat(info.getBytes(US_ASCII), new byte[] {1})), bytes);
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private static byte[] concat(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }
}
