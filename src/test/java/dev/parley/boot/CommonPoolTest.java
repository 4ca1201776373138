package dev.parley.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class CommonPoolTest {
    private final Properties system = new Properties();

    @Test
    void hasTwoThreadsOnTwoProcessors() {
        CommonPool.widen(2, system);
        assertThat(system).containsEntry(CommonPool.SIZE, "2");
    }

    @Test
    void isAsJavaHasItOnMore() {
        CommonPool.widen(3, system);
        assertThat(system).isEmpty();
    }

    @Test
    void isAsTheOperatorWantsIt() {
        system.setProperty(CommonPool.SIZE, "1");
        CommonPool.widen(2, system);
        assertThat(system).containsEntry(CommonPool.SIZE, "1");
    }
}
