package dev.parley.bench;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * People who come: for the first time, to stay and be idle; or all again, after their connections were cut at once, with the
 * cursor that they have, or signing in anew, perhaps after they missed something. Timed from when each was due to come until
 * it has caught up; who is refused tries again after a second or more, as clients do.
 */
final class Arrivals implements Scenario {
    static final String NOT_IN_STEP = "not in step";

    private static final String CAUGHT_UP = "arrival to synced";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SHORTEST_PAUSE_MILLIS = 1_000;
    private static final int LONGEST_PAUSE_MILLIS = 3_000;

    private final Crowd crowd;
    private final Options options;
    private final boolean again;
    private final Optional<Backlog> backlog;

    private Arrivals(Crowd crowd, Options options, boolean again, Optional<Backlog> backlog) {
        this.crowd = crowd;
        this.options = options;
        this.again = again;
        this.backlog = backlog;
    }

    static Arrivals first(Crowd crowd, Options options) {
        return new Arrivals(crowd, options, false, Optional.empty());
    }

    static Arrivals again(Crowd crowd, Options options, Progress progress) {
        Optional<Backlog> backlog =
                options.missed > 0 ? Optional.of(new Backlog(crowd, progress, options)) : Optional.empty();
        return new Arrivals(crowd, options, true, backlog);
    }

    @Override
    public Future<Void> prepare() {
        return crowd.signUp(options.users())
                .compose(all -> crowd.befriend(options.friends))
                .compose(all -> again ? crowd.connect() : Future.succeededFuture())
                .compose(all -> backlog.map(this::write).orElseGet(Future::succeededFuture));
    }

    private Future<Void> write(Backlog missed) {
        crowd.acknowledge();
        Talk talk = Talk.inGroups(crowd, options, Math.min(options.groupSize, options.users()));
        return talk.makeGroups().compose(made -> missed.write(talk.groups()));
    }

    @Override
    public void leave() {
        crowd.leave();
    }

    @Override
    public Load load(Tally tally) {
        crowd.leave();
        return new Coming(tally);
    }

    private final class Coming implements Load, Client.Listener {
        private final Tally tally;
        private final Optional<Mail> missed = backlog.map(Backlog::mail);
        private long underWay;
        private Optional<Long> firstDue = Optional.empty();
        private long lastSynced;

        Coming(Tally tally) {
            this.tally = tally;
            missed.ifPresent(mail -> mail.countInto(tally));
            crowd.clients().forEach(client -> client.listen(this));
        }

        @Override
        public void heard(Client client, Frame frame) {
            tally.counts().one("heard " + frame.type().wire());
            missed.ifPresent(mail -> mail.heard(client, frame));
        }

        @Override
        public void cutOff(Client client) {
            tally.counts().one("cut off");
        }

        @Override
        public void begin(long number, long dueNanos) {
            firstDue = firstDue.or(() -> Optional.of(dueNanos));
            underWay++;
            come(crowd.client((int) number), dueNanos);
        }

        private void come(Client client, long dueNanos) {
            signedIn(client)
                    .compose(ready -> client.connect())
                    .onSuccess(connected -> {
                        tally.counts().one("arrived");
                        tally.latencies().now(CAUGHT_UP, dueNanos);
                        lastSynced = System.nanoTime();
                        underWay--;
                    })
                    .onFailure(cause -> {
                        tally.counts().one("failed: " + firstWords(cause));
                        crowd.in(pause(), () -> come(client, dueNanos));
                    });
        }

        private static Duration pause() {
            return Duration.ofMillis(ThreadLocalRandom.current().nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
        }

        /** What went wrong, without what is different each time. */
        private static String firstWords(Throwable cause) {
            String message = String.valueOf(cause.getMessage());
            int colon = message.indexOf(':');
            return colon < 0 ? message : message.substring(0, colon);
        }

        private Future<Void> signedIn(Client client) {
            return options.signIn
                    ? crowd.server()
                            .signInAgain(client.login())
                            .onSuccess(client::signedInAgain)
                            .mapEmpty()
                    : Future.succeededFuture();
        }

        @Override
        public boolean isOver() {
            return underWay == 0 && missed.map(Mail::isOver).orElse(true);
        }

        @Override
        public Duration patience() {
            return PATIENCE;
        }

        @Override
        public void close() {
            missed.ifPresent(Mail::close);
            tally.counts().add(NOT_IN_STEP, underWay);
            firstDue.ifPresent(due -> tally.counts()
                    .add("all in step after, ms", TimeUnit.NANOSECONDS.toMillis(Math.max(0, lastSynced - due))));
        }
    }
}
