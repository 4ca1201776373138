package dev.parley.bench.filling;

import java.util.random.RandomGenerator;

/** Texts of one length, of a few thousand words, some used more than others. For one thread. */
final class Words {
    private static final int MANY = 4_096;
    private static final int SHORTEST = 2;
    private static final int LONGEST = 10;

    private final String[] words = new String[MANY];
    private final int length;
    private final RandomGenerator dice;

    Words(int length, RandomGenerator dice) {
        this.length = length;
        this.dice = dice;
        for (int i = 0; i < MANY; i++) {
            words[i] = word();
        }
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        int letters = dice.nextInt(SHORTEST, LONGEST + 1);
        for (int i = 0; i < letters; i++) {
            word.append((char) ('a' + dice.nextInt(26)));
        }
        return word.toString();
    }

    String some() {
        StringBuilder text = new StringBuilder(length + LONGEST);
        while (text.length() < length) {
            int common = dice.nextInt(1, MANY + 1);
            text.append(words[dice.nextInt(common)]).append(' ');
        }
        text.setLength(length);
        return text.toString();
    }
}
