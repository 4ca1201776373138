package dev.parley.bench.accounts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * The processor time that a server's processes have taken, by the database that they serve; their titles say which. It is read
 * where the operating system shows processes in {@code /proc}.
 */
final class ServerTime implements AutoCloseable {
    private final Connection open;
    private final ProcessHandle server;
    private final String accounts;
    private final String queue;

    /**
     * @param open keeps the process that is known
     * @param pid of the process that serves {@code open}
     */
    ServerTime(Connection open, long pid, String accounts, String queue) throws IOException {
        this.open = open;
        this.accounts = accounts;
        this.queue = queue;
        this.server = ProcessHandle.of(pid)
                .filter(process -> title(process).startsWith("postgres:"))
                .flatMap(ProcessHandle::parent)
                .orElseThrow(
                        () -> new IOException("the server is on another machine: its processor time cannot be read"));
    }

    /**
     * @param accounts that of processes which serve the accounts
     * @param queue of those which serve the queue of pushes
     * @param rest of what writes behind them
     * @param caller of this process, which asks
     * @param logBytes how long the server's log is
     */
    record Used(Duration accounts, Duration queue, Duration rest, Duration caller, long logBytes) {
        Used since(Used before) {
            return new Used(
                    accounts.minus(before.accounts),
                    queue.minus(before.queue),
                    rest.minus(before.rest),
                    caller.minus(before.caller),
                    logBytes - before.logBytes);
        }
    }

    Used used() {
        List<ProcessHandle> processes = server.children().toList();
        Duration ofAccounts = of(processes, accounts);
        Duration ofQueue = of(processes, queue);
        return new Used(
                ofAccounts,
                ofQueue,
                of(processes, "").minus(ofAccounts).minus(ofQueue),
                of(ProcessHandle.current()),
                logBytes());
    }

    private long logBytes() {
        try {
            return Server.number(open, "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Duration of(List<ProcessHandle> processes, String database) {
        return processes.stream()
                .filter(process -> title(process).contains(database))
                .map(ServerTime::of)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static String title(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    @Override
    public void close() throws SQLException {
        open.close();
    }
}
