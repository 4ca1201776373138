package dev.parley.lab;

import dev.parley.it.ParleyProcess;
import java.util.List;
import java.util.Set;

/** What connects the processes with each other, with the stores and with clients. */
interface Network extends AutoCloseable {
    /** One that can be split where this machine allows it, which takes root on Linux. */
    static Network best() {
        return Namespaces.arePossible() ? new Namespaces() : new Loopback();
    }

    /** The address at which processes reach the stores and what else is not one of them. */
    String host();

    /** The addresses at which processes of these names reach each other. */
    List<String> join(List<String> names);

    /** Has a process that joined start in its place. */
    ParleyProcess place(String name, ParleyProcess process);

    boolean canSplit();

    /** Parts some processes from the others: what they send each other is lost, and nobody is told. */
    void split(Set<String> names);

    void heal();

    @Override
    void close();
}
