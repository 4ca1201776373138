package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
    private final AtomicLong millis = new AtomicLong(-1_234_567);
    private final TimerWheel wheel = new TimerWheel(millis::get);
    private final List<String> ran = new ArrayList<>();

    @Test
    void runsATaskOnceAtTheFirstTickAfterItsTime() {
        wheel.in(250, () -> ran.add("a"));
        pass(200);
        assertThat(ran).isEmpty();
        pass(150);
        assertThat(ran).containsExactly("a");
        pass(1_000_000);
        assertThat(ran).containsExactly("a");
    }

    @Test
    void aCancelledTaskNeverRuns() {
        wheel.in(100, () -> ran.add("a")).cancel();
        pass(1_000_000);
        assertThat(ran).isEmpty();
    }

    @Test
    void aTimeBeyondOneTurnOfTheWheelIsKept() {
        wheel.in(3_600_000, () -> ran.add("hour"));
        for (int minute = 0; minute < 59; minute++) {
            pass(60_000);
        }
        assertThat(ran).isEmpty();
        pass(61_000);
        assertThat(ran).containsExactly("hour");
    }

    @Test
    void aTaskMayCancelAnotherThatIsDueAndSetANewOne() {
        TimerWheel.Timer[] other = new TimerWheel.Timer[1];
        wheel.in(100, () -> {
            other[0].cancel();
            wheel.in(0, () -> ran.add("again"));
        });
        other[0] = wheel.in(200, () -> ran.add("other"));
        pass(5_000);
        assertThat(ran).isEmpty();
        pass(100);
        assertThat(ran).containsExactly("again");
    }

    @Test
    void aTickThatComesLateRunsAllThatIsDue() {
        for (int i = 0; i < 5_000; i++) {
            wheel.in(i * 37L, () -> ran.add("x"));
        }
        pass(5_000 * 37 + 100);
        assertThat(ran).hasSize(5_000);
    }

    private void pass(long time) {
        millis.addAndGet(time);
        wheel.tick();
    }
}
