package dev.parley.api;

import dev.parley.listen.ListenerContract;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ListenerTest implements ListenerContract {
    private static ApiFixture api;

    @BeforeAll
    static void start() {
        api = new ApiFixture(Map.of(), ListenerContract.impatient());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Override
    public int port() {
        return api.port();
    }
}
