package dev.parley.edge;

import dev.parley.listen.ListenerContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ListenerTest implements ListenerContract {
    private static EdgeFixture edge;

    @BeforeAll
    static void start() {
        edge = new EdgeFixture(ListenerContract.impatient());
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @Override
    public int port() {
        return edge.port;
    }
}
