package dev.parley.lab;

import dev.parley.lab.Plan.Step;
import java.time.Duration;

/** What can go wrong, and for how long it does. */
enum Fault {
    /** A process is killed as by a power cut, and starts again after a while. */
    KILL(3),
    /** A process stands still. */
    FREEZE(20),
    /** All processes are restarted orderly, one after the other. */
    RESTART(1),
    /** A server of a store is killed, and starts again with the data it had; Redis has none then. */
    STORE_KILL(6),
    /** A server of a store stands still. */
    STORE_FREEZE(8),
    /** A store answers late. */
    STORE_SLOW(12),
    /** The disk of the embedded stores is full. */
    DISK_FULL(10),
    /** A part of the replies to what is asked at some addresses of the bus is lost. */
    LOSE_REPLIES(12),
    /** The links of some clients stall. */
    LINKS_STALL(20),
    /** The links of some clients break. */
    LINKS_BREAK(1),
    /** All links of clients deliver late. */
    LINKS_LATE(15),
    /** Some processes do not reach the others, and are not reached by them; all reach the stores. */
    SPLIT(20),
    /** The clock of a process is stepped ahead or back. */
    CLOCK(20);

    private final Duration lasts;

    Fault(int seconds) {
        this.lasts = Duration.ofSeconds(seconds);
    }

    Duration lasts() {
        return lasts;
    }

    Step to(String target) {
        return new Step(Duration.ZERO, lasts, this, target);
    }
}
