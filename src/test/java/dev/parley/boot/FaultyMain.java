package dev.parley.boot;

/**
 * Starts Parley as {@link Main} does, in a process that does wrong when it is told to; see {@link FaultyProcess}. Its clock
 * can be stepped, so classes of Parley are loaded by a {@link SteppedClassLoader}.
 */
public final class FaultyMain {
    private FaultyMain() {}

    public static void main(String[] args) throws Exception {
        ClassLoader loader = new SteppedClassLoader(FaultyMain.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        loader.loadClass(FaultyProcess.class.getName())
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);
    }
}
