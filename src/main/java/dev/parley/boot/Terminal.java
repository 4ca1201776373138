package dev.parley.boot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The few lines that an operator is to see whatever is logged; where programs read the log, they are in it. */
final class Terminal {
    private static final Logger LOG = LoggerFactory.getLogger(Terminal.class);

    private Terminal() {}

    static void say(String text) {
        if (Logs.areJson()) {
            LOG.info(text.strip());
        } else {
            System.out.println(text);
        }
    }

    static void refuse(RuntimeException why) {
        refuse("start", why);
    }

    static void refuse(String what, RuntimeException why) {
        String line = "Parley cannot " + what + ": " + why.getMessage();
        if (Logs.areJson()) {
            LOG.error(line);
        } else {
            System.err.println(line);
        }
    }

    /** Ends the process from any thread: exiting waits for event loops to stop, so none may wait for it. */
    static void exit(int code) {
        new Thread(() -> System.exit(code), "parley-exit").start();
    }
}
