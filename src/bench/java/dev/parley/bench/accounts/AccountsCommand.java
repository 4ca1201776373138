package dev.parley.bench.accounts;

import dev.parley.accounts.AccountStores;
import dev.parley.accounts.sql.PostgresSettings;
import dev.parley.accounts.sql.SqlAccounts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code accounts --url postgresql://…}: what each question, and each push, costs PostgreSQL. */
@Command(
        name = "accounts",
        description =
                "Says what the accounts cost PostgreSQL. It needs a server on this machine that does nothing else and a"
                        + " superuser there: it makes two databases, fills them with people, asks what messages, sessions and"
                        + " pushes ask, and drops them.")
public final class AccountsCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int FEWEST_PEOPLE = 100;
    private static final String ACCOUNTS = "parley_bench_accounts";
    private static final String QUEUE = "parley_bench_pushes";

    @Option(names = "--url", required = true, description = "postgresql://user[:password]@host[:port]/database")
    private String url;

    @Option(names = "--people", defaultValue = "100000", description = "how many have an account (${DEFAULT-VALUE})")
    private int people;

    @Option(names = "--pushes", defaultValue = "100000", description = "how many are queued (${DEFAULT-VALUE})")
    private int pushes;

    @Option(names = "--callers", defaultValue = "32", description = "how many ask at once (${DEFAULT-VALUE})")
    private int callers;

    @Option(names = "--seconds", defaultValue = "8", description = "how long each is measured (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "2",
            description = "seconds before that, which do not count (${DEFAULT-VALUE})")
    private int warmUp;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            run();
            return 0;
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void run() throws IOException, InterruptedException, SQLException {
        Server server = new Server(settings());
        server.make(ACCOUNTS, QUEUE);
        Vertx vertx = Vertx.vertx();
        try {
            AccountStores stores = join(SqlAccounts.openPostgres(
                    vertx, server.settings(ACCOUNTS), List.of(server.settings(QUEUE)), PATIENCE));
            out().printf(Locale.ROOT, "filling with %,d people%n", people);
            new Population(people).fill(server, ACCOUNTS);
            out().printf(Locale.ROOT, "%.1f KB a person%n", server.bytes(ACCOUNTS) / 1_024.0 / people);
            measure(vertx, server, new Questions(stores, people, pushes));
            join(stores.close());
        } finally {
            join(vertx.close());
            server.drop(ACCOUNTS, QUEUE);
        }
    }

    private PostgresSettings settings() {
        if (people < FEWEST_PEOPLE) {
            throw new ParameterException(command.commandLine(), "--people is at least " + FEWEST_PEOPLE);
        }
        if (pushes < 1) {
            throw new ParameterException(command.commandLine(), "--pushes is at least 1");
        }
        try {
            return PostgresSettings.parse(url);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--url: " + e.getMessage(), e);
        }
    }

    private void measure(Vertx vertx, Server server, Questions questions)
            throws IOException, InterruptedException, SQLException {
        out().printf(
                        "%-40s %10s %10s %10s %10s %10s %10s%n",
                        "µs of processor time, bytes", "a second", "accounts", "queue", "the rest", "caller", "log");
        try (ServerTime time = server.time(ACCOUNTS, QUEUE)) {
            Load load = new Load(vertx, time, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
            say("who is in a group, asked at once", load.inTime(callers, questions::whoIsInAGroup));
            say("the same, one after the other", load.inTime(1, questions::whoIsInAGroup));
            say("whose presence a friend's is news to", load.inTime(callers, questions::audience));
            say("what one may see of eight groups", load.inTime(callers, questions::windows));
            say("a refresh of a sign-in", load.inTime(callers, questions::refresh));
            say("a push that is queued", load.toTheEnd(questions::queue));
            server.execute(QUEUE, List.of("ANALYZE"));
            say("the same, handed out and settled", load.toTheEnd(questions::handOut));
            say("the same, forgotten", load.toTheEnd(questions::forget));
        }
    }

    private void say(String what, Load.Result result) {
        out().printf(
                        Locale.ROOT,
                        "%-40s %,10.0f %10.1f %10.1f %10.1f %10.1f %,10d%n",
                        what,
                        result.perSecond(),
                        result.micros(result.used().accounts()),
                        result.micros(result.used().queue()),
                        result.micros(result.used().rest()),
                        result.micros(result.used().caller()),
                        result.used().logBytes() / result.done());
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }

    private static <T> T join(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException failed) {
            throw new IllegalStateException(failed.getCause().getMessage(), failed.getCause());
        }
    }
}
