package dev.parley.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day in the life of 30 people with 3 devices each, over two nodes. The seed is always the same; {@code
 * -Dparley.day.seed=random} makes it another day, {@code -Dparley.day.minutes=60} a long one, and {@code
 * -Dparley.day.times=100} many.
 */
class DayIT {
    private static final int PEOPLE = 30;
    private static final int DEVICES = 3;
    private static final int STEPS = 1_500;
    private static final int STEPS_BETWEEN_LOOKS = 300;
    private static final long SEED = 20_261_121;

    @TempDir
    private Path folder;

    private TwoNodes nodes;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        nodes = TwoNodes.start(folder);
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    @Test
    void everyDeviceEndsUpWithWhatItOughtToHave() {
        for (int days = Integer.getInteger("parley.day.times", 1); days > 0; days--) {
            live(seed());
        }
    }

    private void live(long seed) {
        long end = System.nanoTime() + minutes().toNanos();
        Day day = new Day(seed, List.of(nodes.a(), nodes.b()));
        Verdict verdict = new Verdict(day);
        Map<String, Integer> done = new TreeMap<>();
        try {
            day.gather(PEOPLE, DEVICES);
            for (int step = 1; step <= STEPS || System.nanoTime() < end; step++) {
                done.merge(day.step(), 1, Integer::sum);
                if (step % STEPS_BETWEEN_LOOKS == 0) {
                    verdict.everyConnectedDeviceHasEverything();
                }
            }
            day.everybodyComesBack();
            verdict.everythingIsAsItOughtToBe();
        } catch (RuntimeException | AssertionError wrong) {
            System.out.println("What the nodes said until then:\n" + nodes.output());
            throw new AssertionError("the day of seed " + seed + ", after " + done, wrong);
        } finally {
            day.everybodyGoes();
        }
        System.out.println(
                "The day of seed " + seed + ": " + done + "; devices that needed a sync: " + verdict.healed());
    }

    private static long seed() {
        String seed = System.getProperty("parley.day.seed", Long.toString(SEED));
        return seed.equals("random") ? System.nanoTime() : Long.parseLong(seed);
    }

    private static Duration minutes() {
        return Duration.ofMinutes(Long.getLong("parley.day.minutes", 0));
    }
}
