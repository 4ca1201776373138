package dev.parley.ops;

import dev.parley.bus.Bus;
import dev.parley.config.Settings;
import dev.parley.listen.ListenerContract;
import dev.parley.servers.Ports;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ListenerTest implements ListenerContract {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Settings.Ops SETTINGS =
            new Settings.Ops("127.0.0.1", Ports.free(), List.of(), Optional.empty());

    @BeforeAll
    static void start() {
        VERTX.deployVerticle(new OpsVerticle(new Bus(VERTX), SETTINGS, OneNode.SUBJECT, ListenerContract.impatient()))
                .await();
    }

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    @Override
    public int port() {
        return SETTINGS.port();
    }
}
