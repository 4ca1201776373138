package dev.parley.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** People who read what is stored: pages of history from anywhere in it, or what their inbox kept since some time. */
final class Reading implements Scenario {
    private static final String PAGE = "history page";
    private static final String SYNC = "sync";

    private final Crowd crowd;
    private final Options options;
    private final Progress progress;
    private final boolean history;
    private final Talk talk;
    private List<Stream> stored = List.of();

    private Reading(Crowd crowd, Options options, Progress progress, boolean history) {
        this.crowd = crowd;
        this.options = options;
        this.progress = progress;
        this.history = history;
        this.talk = Talk.inPairs(crowd, options);
    }

    static Reading history(Crowd crowd, Options options, Progress progress) {
        return new Reading(crowd, options, progress, true);
    }

    static Reading inboxes(Crowd crowd, Options options, Progress progress) {
        return new Reading(crowd, options, progress, false);
    }

    @Override
    public Future<Void> prepare() {
        return talk.prepare().compose(ready -> store());
    }

    /** As fast as it goes: each answer has the next message sent, for one that failed too. */
    private Future<Void> store() {
        Tally tally = Tally.start();
        Mail mail = talk.load(tally).mail();
        Promise<Void> done = Promise.promise();
        stored = mail.streams();
        mail.onAnswer(stream -> {
            long accepted = tally.counts().of("accepted");
            progress.say("storing messages", accepted, options.stored);
            if (accepted == options.stored) {
                done.tryComplete();
            }
            if (accepted + mail.open() < options.stored) {
                mail.send(stream, System.nanoTime());
            }
        });
        List.copyOf(stored).forEach(stream -> mail.send(stream, System.nanoTime()));
        return done.future();
    }

    @Override
    public void leave() {
        crowd.leave();
    }

    @Override
    public Load load(Tally tally) {
        return history ? new Pages(tally) : new Syncs(tally);
    }

    private final class Pages implements Load {
        private final Tally tally;
        private long underWay;

        Pages(Tally tally) {
            this.tally = tally;
        }

        @Override
        public void begin(long number, long dueNanos) {
            Stream stream = stored.get((int) (number % stored.size()));
            long before = stream.accepted().id(ThreadLocalRandom.current().nextInt(stream.sent()));
            underWay++;
            crowd.server()
                    .history(stream.sender().login(), stream.target().conversation(), before + 1, options.page)
                    .onSuccess(read -> {
                        tally.counts().one("pages");
                        tally.latencies().now(PAGE, dueNanos);
                    })
                    .onFailure(cause -> tally.counts().one("failed"))
                    .onComplete(over -> underWay--);
        }

        @Override
        public boolean isOver() {
            return underWay == 0;
        }
    }

    /** Each client reads its inbox from the beginning on, page by page, then again. */
    private final class Syncs implements Load, Client.Listener {
        private final Tally tally;
        private final Map<Integer, String> cursors = new HashMap<>();
        private final Map<Integer, List<Long>> due = new HashMap<>();
        private long underWay;

        Syncs(Tally tally) {
            this.tally = tally;
            crowd.clients().forEach(client -> client.listen(this));
        }

        @Override
        public void begin(long number, long dueNanos) {
            Client client = crowd.client((int) (number % crowd.clients().size()));
            due.computeIfAbsent(client.number(), any -> new ArrayList<>()).add(dueNanos);
            client.sync(cursors.getOrDefault(client.number(), "0"), options.page);
            underWay++;
        }

        @Override
        public void heard(Client client, Frame frame) {
            if (frame.type() == Frame.Type.MESSAGE) {
                tally.counts().one("received");
            } else if (frame.type() == Frame.Type.SYNCED) {
                synced(client, frame);
            }
        }

        private void synced(Client client, Frame frame) {
            cursors.put(
                    client.number(), frame.isTrue("more") ? frame.text("cursor").orElseThrow() : "0");
            tally.counts().one("pages");
            tally.latencies().now(SYNC, due.get(client.number()).remove(0));
            underWay--;
        }

        @Override
        public void cutOff(Client client) {
            tally.counts().one("cut off");
        }

        @Override
        public boolean isOver() {
            return underWay == 0;
        }
    }
}
