package dev.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What processes used of this machine, as its operating system says in {@code /proc}; of one that is gone nothing.
 *
 * @param cpuNanos since they began, to a hundredth of a second
 * @param residentBytes now
 */
record Usage(long cpuNanos, long residentBytes) {
    private static final Usage NONE = new Usage(0, 0);
    private static final long NANOS_OF_TICK = TimeUnit.MILLISECONDS.toNanos(10);
    /** After the name of the command, which may hold anything. */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;

    static Usage of(List<Long> pids) {
        return pids.stream().map(Usage::of).reduce(NONE, Usage::plus);
    }

    private static Usage of(long pid) {
        Path process = Path.of("/proc", String.valueOf(pid));
        try {
            return read(Files.readString(process.resolve("stat")), Files.readString(process.resolve("status")));
        } catch (NoSuchFileException gone) {
            return NONE;
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " cannot be measured", e);
        }
    }

    /** Reads what the two files say. */
    static Usage read(String stat, String status) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
        return new Usage(ticks * NANOS_OF_TICK, kilobytes(status) * 1_024);
    }

    private static long kilobytes(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private Usage plus(Usage other) {
        return new Usage(cpuNanos + other.cpuNanos, residentBytes + other.residentBytes);
    }
}
