package dev.parley.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** The clients of a scenario, with numbers from 0 on. Used on their event loop. */
final class Crowd {
    private static final int AT_ONCE = 32;
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);
    private static final long TICK_MILLIS = 5;

    private final Vertx vertx;
    private final Client.Connector web;
    private final Server server;
    private final Progress progress;
    private final Duration acknowledging;
    private final List<Client> clients = new ArrayList<>();

    /** @param acknowledging how long after one {@link #acknowledge} comes the next */
    Crowd(Vertx vertx, Client.Connector web, Server server, Progress progress, Duration acknowledging) {
        this.vertx = vertx;
        this.web = web;
        this.server = server;
        this.progress = progress;
        this.acknowledging = acknowledging;
    }

    Server server() {
        return server;
    }

    List<Client> clients() {
        return clients;
    }

    Client client(int number) {
        return clients.get(Math.floorMod(number, clients.size()));
    }

    /** @return a future completed when there are so many, signed in; once connected they show every so often that they live */
    Future<Void> signUp(int count) {
        return each("signing up", count, number -> server.signUp(number)
                        .onSuccess(login -> clients.add(new Client(web, number, login)))
                        .mapEmpty())
                .onSuccess(all -> {
                    clients.sort(Comparator.comparingInt(Client::number));
                    round(HEARTBEAT, Client::heartbeat);
                });
    }

    /** @return a future completed when all are connected */
    Future<Void> connect() {
        return each("connecting", clients.size(), number -> client(number).connect());
    }

    /** Cuts all connections. */
    void leave() {
        clients.forEach(Client::cut);
    }

    /** Makes everybody a friend of the next few. @return a future completed when they are */
    Future<Void> befriend(int friends) {
        return each("making friends", clients.size() * friends, number -> {
            int one = number / friends;
            return server.befriend(
                    client(one).login(), client(one + 1 + number % friends).login());
        });
    }

    /** Does something for each number up to {@code count}, some at a time. @return a future completed when all is done */
    Future<Void> each(String what, int count, IntFunction<Future<Void>> action) {
        return new Batch(what, count, action, progress).run(AT_ONCE);
    }

    /** Does something after a while. */
    void in(Duration wait, Runnable action) {
        vertx.setTimer(wait.toMillis(), due -> action.run());
    }

    /** Has everybody say every so often what they received, as clients do. */
    void acknowledge() {
        round(acknowledging, Client::acknowledge);
    }

    /** Comes by every client once in each period, evenly, on one timer. */
    private void round(Duration period, Consumer<Client> visit) {
        long begin = System.nanoTime();
        long[] visited = {0};
        vertx.setPeriodic(TICK_MILLIS, tick -> {
            long due = (long) ((double) (System.nanoTime() - begin) / period.toNanos() * clients.size());
            for (; visited[0] < due; visited[0]++) {
                visit.accept(clients.get((int) (visited[0] % clients.size())));
            }
        });
    }
}
