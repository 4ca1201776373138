package dev.parley.notification.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Target;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The other side of Web Push: a subscription with its private key, which decrypts what a push service hands it. */
public final class Browser {
    private final KeyPair keys;
    private final byte[] secret;

    public Browser() throws Exception {
        this(P256.generate(), new byte[16]);
    }

    Browser(KeyPair keys, byte[] secret) {
        this.keys = keys;
        this.secret = secret;
    }

    public Target subscription(String endpoint) {
        return new Target(
                PushService.Channel.WEBPUSH,
                endpoint,
                base64(P256.point((ECPublicKey) keys.getPublic())),
                base64(secret));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads a body of {@code aes128gcm}, step by step as RFC 8188 and RFC 8291 have it. */
    public byte[] decrypt(byte[] body) throws Exception {
        ByteBuffer in = ByteBuffer.wrap(body);
        byte[] salt = take(in, 16);
        int recordSize = in.getInt();
        byte[] sender = take(in, in.get());
        byte[] sealed = take(in, in.remaining());
        if (sealed.length > recordSize) {
            throw new IllegalStateException("more than one record");
        }
        byte[] own = P256.point((ECPublicKey) keys.getPublic());
        byte[] keyInfo = ByteBuffer.allocate(14 + own.length + sender.length)
                .put("WebPush: info\0".getBytes(US_ASCII))
                .put(own)
                .put(sender)
                .array();
        byte[] input = hkdf(secret, P256.agree(keys, P256.publicKey(sender)), keyInfo, 32);
        byte[] key = hkdf(salt, input, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16);
        byte[] nonce = hkdf(salt, input, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        byte[] padded = cipher.doFinal(sealed);
        int end = padded.length - 1;
        while (padded[end] == 0) {
            end--;
        }
        if (padded[end] != 2) {
            throw new IllegalStateException("not the last record");
        }
        return Arrays.copyOf(padded, end);
    }

    private static byte[] take(ByteBuffer in, int count) {
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    private static byte[] hkdf(byte[] salt, byte[] input, byte[] info, int length) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(salt, "HmacSHA256"));
        byte[] pseudoRandom = mac.doFinal(input);
        mac.init(new SecretKeySpec(pseudoRandom, "HmacSHA256"));
        mac.update(info);
        return Arrays.copyOf(mac.doFinal(new byte[] {1}), length);
    }
}
