package dev.parley.bench;

import io.vertx.core.Future;

/**
 * People who come: for the first time, to stay and be idle; or all again, after their connections were cut at once, with the
 * cursor that they have, or signing in anew. Timed from when each was due to come until it has caught up.
 */
final class Arrivals implements Scenario {
    private static final String CAUGHT_UP = "arrival to synced";

    private final Crowd crowd;
    private final Options options;
    private final boolean again;

    private Arrivals(Crowd crowd, Options options, boolean again) {
        this.crowd = crowd;
        this.options = options;
        this.again = again;
    }

    static Arrivals first(Crowd crowd, Options options) {
        return new Arrivals(crowd, options, false);
    }

    static Arrivals again(Crowd crowd, Options options) {
        return new Arrivals(crowd, options, true);
    }

    @Override
    public Future<Void> prepare() {
        return crowd.signUp(options.users())
                .compose(all -> crowd.befriend(options.friends))
                .compose(all -> again ? crowd.connect() : Future.succeededFuture());
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
        private long underWay;

        Coming(Tally tally) {
            this.tally = tally;
            crowd.clients().forEach(client -> client.listen(this));
        }

        @Override
        public void heard(Client client, Frame frame) {
            tally.counts().one("heard " + frame.type().wire());
        }

        @Override
        public void cutOff(Client client) {
            tally.counts().one("cut off");
        }

        @Override
        public void begin(long number, long dueNanos) {
            Client client = crowd.client((int) number);
            underWay++;
            signedIn(client)
                    .compose(ready -> client.connect())
                    .onSuccess(connected -> {
                        tally.counts().one("arrived");
                        tally.latencies().now(CAUGHT_UP, dueNanos);
                    })
                    .onFailure(cause -> tally.counts().one("failed: " + firstWords(cause)))
                    .onComplete(over -> underWay--);
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
            return underWay == 0;
        }
    }
}
