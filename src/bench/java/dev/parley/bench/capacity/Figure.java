package dev.parley.bench.capacity;

import java.util.Locale;

/**
 * Something computed, and how.
 *
 * @param how the formula with its numbers
 */
record Figure(String name, double value, String unit, String how) {
    private static final String[] SCALES = {"", " k", " M", " G", " T"};

    /** @param format with a {@code %s} for each of {@code numbers} */
    static Figure of(String name, double value, String unit, String format, double... numbers) {
        Object[] texts = new Object[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            texts[i] = number(numbers[i]);
        }
        return new Figure(name, value, unit, String.format(Locale.ROOT, format, texts));
    }

    String text() {
        return number(value) + (unit.isEmpty() || unit.startsWith("/") ? unit : " " + unit);
    }

    /** Three digits, and a letter for the thousands beyond ten thousand. */
    static String number(double value) {
        double scaled = value;
        int scale = 0;
        while (Math.abs(scaled) >= 9_999.5 || (scale > 0 && Math.abs(scaled) >= 999.5)) {
            scaled /= 1_000;
            scale++;
        }
        int digits = Math.abs(scaled) >= 99.95 ? 0 : Math.abs(scaled) >= 9.995 ? 1 : 2;
        String text = String.format(Locale.ROOT, "%,." + digits + "f", scaled);
        return (digits == 0 ? text : text.replaceAll("\\.?0+$", "")) + SCALES[scale];
    }
}
