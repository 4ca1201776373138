package dev.parley.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A day of many people in little time: they write to friends and in a group, type, read, look who is there, lose their
 * connection and come back. What somebody does is thrown with dice that fall the same in each run.
 */
final class Day implements Scenario {
    private static final int GROUP = 20;
    private static final long AWAY_MILLIS = 2_000;
    private static final long SEED = 7;

    private final Vertx vertx;
    private final Crowd crowd;
    private final Options options;
    private final Talk pairs;
    private final Talk groups;

    Day(Vertx vertx, Crowd crowd, Options options) {
        this.vertx = vertx;
        this.crowd = crowd;
        this.options = options;
        this.pairs = Talk.inPairs(crowd, options);
        this.groups = Talk.inGroups(crowd, options, GROUP);
    }

    @Override
    public Future<Void> prepare() {
        return pairs.prepare()
                .compose(ready -> groups.makeGroups())
                .compose(ready -> crowd.befriend(Math.max(1, options.friends)));
    }

    @Override
    public void leave() {
        crowd.leave();
    }

    @Override
    public Load load(Tally tally) {
        Mail mail = new Mail(tally, crowd.server().accepts(), options.textLength);
        List<Stream> direct = pairs.streams(mail);
        List<Stream> inGroup = groups.streams(mail);
        Map<Client, Frame> last = new HashMap<>();
        Ears ears = new Ears(tally, mail, last);
        crowd.clients().forEach(client -> client.listen(ears));
        return new Life(tally, mail, last, direct, inGroup);
    }

    /** Hears what is not mail too, and remembers what came last, to be read. */
    private record Ears(Tally tally, Mail mail, Map<Client, Frame> last) implements Client.Listener {
        @Override
        public void heard(Client client, Frame frame) {
            mail.heard(client, frame);
            switch (frame.type()) {
                case MESSAGE -> last.put(client, frame);
                case RECEIPT, TYPING, PRESENCE ->
                    tally.counts().one("heard " + frame.type().wire());
                default -> {}
            }
        }

        @Override
        public void cutOff(Client client) {
            mail.cutOff(client);
        }
    }

    private final class Life implements Load {
        private final Random dice = new Random(SEED);
        private final Tally tally;
        private final Mail mail;
        private final Map<Client, Frame> last;
        private final List<Stream> direct;
        private final List<Stream> inGroup;
        private long away;

        Life(Tally tally, Mail mail, Map<Client, Frame> last, List<Stream> direct, List<Stream> inGroup) {
            this.tally = tally;
            this.mail = mail;
            this.last = last;
            this.direct = direct;
            this.inGroup = inGroup;
        }

        @Override
        public void begin(long number, long dueNanos) {
            Stream stream = any(direct);
            int thrown = dice.nextInt(100);
            if (!stream.sender().isConnected()) {
                tally.counts().one("not there");
            } else if (thrown < 55) {
                mail.send(stream, dueNanos);
            } else if (thrown < 60) {
                sendToGroup(dueNanos);
            } else {
                live(thrown, stream);
            }
        }

        private void sendToGroup(long dueNanos) {
            Stream stream = any(inGroup);
            if (stream.sender().isConnected()) {
                mail.send(stream, dueNanos);
            }
        }

        private void live(int thrown, Stream stream) {
            Client client = stream.sender();
            String conversation = "\"conversation\":\"" + stream.target().conversation() + '"';
            if (thrown < 75) {
                client.write("{\"type\":\"typing\"," + conversation + ",\"active\":" + dice.nextBoolean() + '}');
            } else if (thrown < 90) {
                Optional.ofNullable(last.get(client)).ifPresent(message -> read(client, message));
            } else if (thrown < 98) {
                client.write("{\"type\":\"presence\"," + conversation + '}');
            } else if (client.isAnswered()) {
                comeAgain(client);
            }
        }

        private void read(Client client, Frame message) {
            client.write("{\"type\":\"read\",\"conversation\":\""
                    + message.text("conversation").orElseThrow() + "\",\"id\":\"" + message.number("id") + "\"}");
        }

        /** One whose sends are all answered: a client would have to send the others again. */
        private void comeAgain(Client client) {
            client.cut();
            away++;
            vertx.setTimer(AWAY_MILLIS, back -> client.connect()
                    .onSuccess(connected -> tally.counts().one("came back"))
                    .onFailure(cause -> tally.counts().one("failed to come back"))
                    .onComplete(over -> away--));
        }

        private Stream any(List<Stream> some) {
            return some.get(dice.nextInt(some.size()));
        }

        @Override
        public boolean isOver() {
            return away == 0 && mail.isOver();
        }

        @Override
        public void close() {
            mail.close();
        }
    }
}
