package dev.parley.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Good texts with a few pieces replaced, the same at every run. */
public final class Mutations {
    private static final long SEED = 20_261_121;
    private static final int MOST_CHANGES = 4;
    private static final int LONGEST_CUT = 6;

    private final List<String> good;
    private final List<String> pieces;

    /** @param pieces what stands in place of others */
    public Mutations(List<String> good, List<String> pieces) {
        this.good = good;
        this.pieces = pieces;
    }

    /** Gives the good ones to a target, and then so many others. */
    public void tryOn(Consumer<byte[]> target, int rounds) {
        good.forEach(text -> target.accept(bytes(text)));
        Random random = new Random(SEED);
        for (int round = 0; round < rounds; round++) {
            target.accept(bytes(mutate(good.get(random.nextInt(good.size())), random)));
        }
    }

    private String mutate(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            int from = random.nextInt(mutated.length() + 1);
            int to = Math.min(mutated.length(), from + random.nextInt(LONGEST_CUT));
            mutated.replace(from, to, random.nextBoolean() ? pieces.get(random.nextInt(pieces.size())) : "");
        }
        return mutated.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
