package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.FailureCode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameDecoderFuzzTest {
    private static final long SEED = 20_261_121;
    private static final int ROUNDS = 200_000;

    private static final List<String> FRAMES = List.of(
            "{\"type\":\"hello\",\"token\":\"t\",\"cursor\":\"0\",\"v\":1,\"bkg\":false}",
            "{\"type\":\"send\",\"ref\":\"r\",\"to\":{\"user\":\"5\"},\"text\":\"a\\ud83d\\udc4b\",\"mentions\":[\"1\"]}",
            "{\"type\":\"send\",\"ref\":\"r\",\"to\":{\"conversation\":\"d:1:2\"},\"text\":\"x\",\"replyTo\":\"9\"}",
            "{\"type\":\"received\",\"ids\":[\"1\",\"2\"]}",
            "{\"type\":\"sync\",\"cursor\":\"0\",\"limit\":10}",
            "{\"type\":\"token\",\"token\":\"t\"}");

    private static final List<String> PIECES = List.of(
            "\"",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "null",
            "true",
            "1e999",
            "-0",
            "\\",
            "\\u",
            "\\ud83d",
            "\u0000",
            "\ufeff",
            "\ud83d",
            "9999999999",
            "\"type\":",
            "\"ref\":\"q\",",
            "\"to\":",
            "//",
            "[[[[[[[[[[[[[[[[[[",
            "\n");

    @Test
    void everyMutationIsAFrameOrADeclaredFailure() {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            check(mutate(FRAMES.get(random.nextInt(FRAMES.size())), random));
        }
    }

    private static String mutate(String frame, Random random) {
        StringBuilder mutated = new StringBuilder(frame);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int from = random.nextInt(mutated.length() + 1);
            int to = Math.min(mutated.length(), from + random.nextInt(6));
            String piece = random.nextBoolean() ? PIECES.get(random.nextInt(PIECES.size())) : "";
            mutated.replace(from, to, piece);
        }
        return mutated.toString();
    }

    private static void check(String json) {
        Decoded decoded = FrameDecoder.decode(json);
        if (decoded instanceof Decoded.Malformed malformed) {
            assertThat(malformed.failure().code()).as(json).isEqualTo(FailureCode.BAD_FRAME);
        } else if (decoded instanceof Decoded.RefusedSend refused) {
            assertThat(refused.failure().code()).as(json).isIn(FailureCode.INVALID, FailureCode.TEXT_TOO_LONG);
            assertThat(refused.ref()).as(json).isNotEmpty();
        } else {
            assertThat(((Decoded.Valid) decoded).frame()).as(json).isNotNull();
        }
    }
}
