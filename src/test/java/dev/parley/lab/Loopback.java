package dev.parley.lab;

import dev.parley.it.ParleyProcess;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The loopback interface, which never fails. */
final class Loopback implements Network {
    private static final String ADDRESS = "127.0.0.1";

    @Override
    public String host() {
        return ADDRESS;
    }

    @Override
    public List<String> join(List<String> names) {
        return Collections.nCopies(names.size(), ADDRESS);
    }

    @Override
    public ParleyProcess place(String name, ParleyProcess process) {
        return process;
    }

    @Override
    public boolean canSplit() {
        return false;
    }

    @Override
    public void split(Set<String> names) {
        throw new UnsupportedOperationException("the loopback interface cannot be split");
    }

    @Override
    public void heal() {
        // Nothing is split
    }

    @Override
    public void close() {
        // It stays
    }
}
