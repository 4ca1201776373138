package dev.parley.bench.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.servers.PostgresServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AccountsCommandTest {
    @TempDir
    private static Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int run(String... options) {
        return new CommandLine(new AccountsCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(options);
    }

    @Test
    void saysWhatEachQuestionCostsAndLeavesNothingBehind() {
        try (PostgresServer server = PostgresServer.start(folder.resolve("postgres"))) {
            assertThat(run(
                            "--url",
                            server.url(),
                            "--people",
                            "2000",
                            "--pushes",
                            "5000",
                            "--warm-up",
                            "0",
                            "--seconds",
                            "1"))
                    .as("%s", errors)
                    .isZero();
            List<List<String>> lines = out.toString()
                    .lines()
                    .filter(line ->
                            line.startsWith("who is") || line.contains(" a sign-in") || line.contains("push that"))
                    .map(line -> Arrays.asList(line.strip().split("  +")))
                    .toList();
            assertThat(lines).hasSize(3).allSatisfy(line -> {
                assertThat(number(line, 1)).as("a second").isPositive();
                assertThat(number(line, 2)).as("µs of the accounts").isBetween(0.5, 1_000.0);
            });
            assertThat(number(lines.get(2), 3)).as("µs of the queue").isBetween(0.5, 1_000.0);
            assertThat(number(lines.get(2), 6)).as("bytes of the log").isBetween(100.0, 10_000.0);
            server.execute("CREATE DATABASE parley_bench_accounts");
            server.execute("CREATE DATABASE parley_bench_pushes");
        }
    }

    private static double number(List<String> line, int column) {
        return Double.parseDouble(line.get(column).replace(",", ""));
    }

    @Test
    void whatIsNoServerIsRefused() {
        assertThat(run("--url", "mysql://root@127.0.0.1/x")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).startsWith("--url: not a PostgreSQL URL");
        assertThat(run("--url", "postgresql://me@127.0.0.1/x", "--people", "9")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("--url", "postgresql://me@127.0.0.1:1/x")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    }
}
