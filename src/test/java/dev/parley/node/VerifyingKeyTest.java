package dev.parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.DeviceId;
import dev.parley.model.UserId;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerifyingKeyTest {
    private static final Instant EXPIRY = Instant.parse("2026-01-01T12:00:00Z");
    private static final TestKey KEY = TestKey.named("one");
    private static final Identity SOMEBODY = new Identity(new UserId(7), new DeviceId(8), "sign-in", EXPIRY);

    private final Vertx vertx = Vertx.vertx();
    private final VerifyingKey key = new VerifyingKey(vertx, KEY.publicJwk());
    private final AtomicInteger checks = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void checksTheSignatureOfATokenOnce() {
        String token = KEY.sign(TestKey.claims(EXPIRY));
        assertThat(accepts(token)).isTrue();
        assertThat(accepts(token)).isTrue();
        assertThat(checks).hasValue(1);
        assertThat(accepts(KEY.sign(TestKey.claims(EXPIRY.plusSeconds(1))))).isTrue();
        assertThat(checks).hasValue(2);
    }

    @Test
    void remembersNothingOfWhatIsForged() {
        String good = KEY.sign(TestKey.claims(EXPIRY));
        String forged = TestKey.named("one").sign(TestKey.claims(EXPIRY));
        assertThat(accepts(forged)).isFalse();
        assertThat(accepts(good)).isTrue();
        assertThat(accepts(forged)).isFalse();
        assertThat(accepts(good.substring(0, good.lastIndexOf('.')) + forged.substring(forged.lastIndexOf('.'))))
                .isFalse();
    }

    private boolean accepts(String token) {
        return key.identity(token, this::read)
                .map(SOMEBODY::equals)
                .otherwise(false)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private Identity read(JsonObject claims) {
        checks.incrementAndGet();
        return SOMEBODY;
    }
}
