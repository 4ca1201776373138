package dev.parley.notification.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The test vector of RFC 8291, appendix A, and what goes there and back. */
class EncryptionTest {
    private static final byte[] TEXT = "When I grow up, I want to be a watermelon".getBytes(UTF_8);
    private static final String SENDER_POINT =
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private static final String SENDER_KEY = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private static final String READER_POINT =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String READER_KEY = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
    private static final String SALT = "DGv6ra1nlYgDCS1FRnbzlw";
    private static final String SECRET = "BTBZMqHH6r4Tts7J_aSIgg";
    private static final String MESSAGE = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
            + "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
            + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    @Test
    void encryptsTheExampleOfTheStandard() throws Exception {
        Encryption encryption = new Encryption(P256.publicKey(bytes(READER_POINT)), bytes(SECRET));
        assertThat(encryption.encrypt(TEXT, pair(SENDER_POINT, SENDER_KEY), bytes(SALT)))
                .isEqualTo(bytes(MESSAGE));
    }

    @Test
    void theBrowserOfTheTestsReadsTheExampleOfTheStandard() throws Exception {
        Browser browser = new Browser(pair(READER_POINT, READER_KEY), bytes(SECRET));
        assertThat(browser.decrypt(bytes(MESSAGE))).isEqualTo(TEXT);
    }

    @Test
    void writesPointsAsTheyWereRead() throws Exception {
        assertThat(P256.point(P256.publicKey(bytes(READER_POINT)))).isEqualTo(bytes(READER_POINT));
        for (int i = 0; i < 50; i++) {
            ECPublicKey key = (ECPublicKey) P256.generate().getPublic();
            assertThat(P256.publicKey(P256.point(key))).isEqualTo(key);
        }
    }

    @Test
    void agreesOnlyWithPointsOfTheCurve() {
        byte[] beside = bytes(READER_POINT);
        beside[64] ^= 1;
        assertThatThrownBy(() -> P256.publicKey(beside)).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> P256.publicKey(new byte[65])).isInstanceOf(InvalidKeyException.class);
        byte[] zero = new byte[65];
        zero[0] = 4;
        assertThatThrownBy(() -> P256.publicKey(zero)).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> P256.publicKey(new byte[33])).isInstanceOf(InvalidKeyException.class);
    }

    private static KeyPair pair(String point, String key) throws Exception {
        ECPublicKey open = P256.publicKey(bytes(point));
        ECPrivateKeySpec secret = new ECPrivateKeySpec(new BigInteger(1, bytes(key)), open.getParams());
        return new KeyPair(open, KeyFactory.getInstance("EC").generatePrivate(secret));
    }

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }
}
