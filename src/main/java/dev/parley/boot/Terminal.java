package dev.parley.boot;

/** The few lines that an operator is to see whatever is logged. */
final class Terminal {
    private Terminal() {}

    static void say(String text) {
        System.out.println(text);
    }

    static void refuse(RuntimeException why) {
        refuse("start", why);
    }

    static void refuse(String what, RuntimeException why) {
        System.err.println("Parley cannot " + what + ": " + why.getMessage());
    }

    /** Ends the process from any thread: exiting waits for event loops to stop, so none may wait for it. */
    static void exit(int code) {
        new Thread(() -> System.exit(code), "parley-exit").start();
    }
}
