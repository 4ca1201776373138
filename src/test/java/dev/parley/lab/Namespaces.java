package dev.parley.lab;

import dev.parley.it.ParleyProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Every process in a network namespace of its own with two interfaces: by one it reaches the stores and is reached by
 * clients, by the other it reaches its like. The second ones hang on one switch, and on two while the network is split.
 * Takes root, and {@code ip} of iproute2.
 */
final class Namespaces implements Network {
    private static final String OUTSIDE = "10.213.0.";
    private static final String INSIDE = "10.213.1.";
    private static final String CLIENTS = "parley-out";
    private static final String ONE_SIDE = "parley-in";
    private static final String OTHER_SIDE = "parley-in2";
    private static final int FIRST = 11;

    private final List<String> names = new ArrayList<>();
    private final FileChannel lock = lock();

    Namespaces() {
        for (String bridge : List.of(CLIENTS, ONE_SIDE, OTHER_SIDE)) {
            ipOrNot("link del " + bridge);
            ip("link add " + bridge + " type bridge");
            ip("link set " + bridge + " up");
        }
        ip("addr add " + host() + "/24 dev " + CLIENTS);
    }

    /** Two at once would take each other's bridges. */
    private static FileChannel lock() {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "parley-laboratory.lock");
        try {
            FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw new IllegalStateException("another laboratory runs on this machine: " + file + " is locked");
            }
            return lock;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean arePossible() {
        boolean possible = ipOrNot("netns add parley-try") == 0;
        ipOrNot("netns del parley-try");
        return possible;
    }

    @Override
    public String host() {
        return OUTSIDE + "1";
    }

    @Override
    public List<String> join(List<String> joining) {
        List<String> addresses = new ArrayList<>();
        for (String name : joining) {
            int number = FIRST + names.size();
            ipOrNot("netns del " + space(name));
            ip("netns add " + space(name));
            ip("-n " + space(name) + " link set lo up");
            plug(name, number, CLIENTS, "o", OUTSIDE);
            plug(name, number, ONE_SIDE, "i", INSIDE);
            names.add(name);
            addresses.add(INSIDE + number);
        }
        return addresses;
    }

    private static void plug(String name, int number, String bridge, String kind, String net) {
        String plug = "parley" + kind + number;
        ipOrNot("link del " + plug);
        ip("link add " + plug + " type veth peer name eth" + kind + " netns " + space(name));
        ip("link set " + plug + " master " + bridge);
        ip("link set " + plug + " up");
        ip("-n " + space(name) + " addr add " + net + number + "/24 dev eth" + kind);
        ip("-n " + space(name) + " link set eth" + kind + " up");
    }

    private static String space(String name) {
        return "parley-" + name;
    }

    private int number(String name) {
        return FIRST + names.indexOf(name);
    }

    @Override
    public ParleyProcess place(String name, ParleyProcess process) {
        return process.startedBy(List.of("ip", "netns", "exec", space(name)), OUTSIDE + number(name));
    }

    @Override
    public boolean canSplit() {
        return true;
    }

    @Override
    public void split(Set<String> apart) {
        for (String name : apart) {
            ip("link set parleyi" + number(name) + " master " + OTHER_SIDE);
        }
    }

    @Override
    public void heal() {
        for (String name : names) {
            ip("link set parleyi" + number(name) + " master " + ONE_SIDE);
        }
    }

    @Override
    public void close() {
        for (String name : names) {
            ipOrNot("netns del " + space(name));
        }
        for (String bridge : List.of(CLIENTS, ONE_SIDE, OTHER_SIDE)) {
            ipOrNot("link del " + bridge);
        }
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ip(String arguments) {
        if (ipOrNot(arguments) != 0) {
            throw new IllegalStateException("ip " + arguments + " failed");
        }
    }

    private static int ipOrNot(String arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments.split(" ", -1)));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
        } catch (IOException noSuchProgram) {
            return 127;
        }
    }
}
