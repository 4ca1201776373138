package dev.parley.boot;

import io.vertx.core.Vertx;
import io.vertx.launcher.application.HookContext;
import io.vertx.launcher.application.VertxApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A process of Parley that obeys lines on its standard input: {@code lose <share> <address>} lets it lose that share of the
 * replies to what it is asked at addresses that begin so, {@code clock <milliseconds>} sets its clock so far from the right
 * time.
 */
public final class FaultyProcess {
    private FaultyProcess() {}

    public static void main(String[] args) {
        Launch launch = new FaultyLaunch(args);
        new VertxApplication(args, launch).launch();
    }

    private static final class FaultyLaunch extends Launch {
        FaultyLaunch(String[] args) {
            super(args, System.getenv());
        }

        @Override
        public void afterVertxStarted(HookContext context) {
            Thread reader = new Thread(() -> obey(context.vertx()), "faults");
            reader.setDaemon(true);
            reader.start();
            super.afterVertxStarted(context);
        }
    }

    private static void obey(Vertx vertx) {
        LostReplies lost = new LostReplies(vertx.eventBus());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                switch (words[0]) {
                    case "lose" -> lost.lose(Double.parseDouble(words[1]), words[2]);
                    case "clock" -> SteppedClock.set(Long.parseLong(words[1]));
                    default -> throw new IllegalArgumentException(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
