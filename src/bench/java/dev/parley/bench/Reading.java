package dev.parley.bench;

import dev.parley.bench.filling.Span;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** People who read what is stored: pages of history from anywhere in it, or what their inbox kept since any time. */
final class Reading implements Scenario {
    private static final int HISTORY_PAGE = 50;
    private static final int INBOX_PAGE = 200;
    private static final String PAGE = "history page";
    private static final String SYNC = "sync";
    private static final String TOO_MANY = "rate_limited";

    private final Crowd crowd;
    private final Options options;
    private final Past past;
    private List<Past.Kept> conversations = List.of();
    private Span span = new Span(0, 0);

    Reading(Crowd crowd, Options options, Past past) {
        this.crowd = crowd;
        this.options = options;
        this.past = past;
    }

    @Override
    public Future<Void> prepare() {
        return past.prepare()
                .onSuccess(when -> {
                    span = when;
                    conversations = past.conversations();
                    crowd.acknowledge();
                })
                .mapEmpty();
    }

    @Override
    public void leave() {
        crowd.leave();
    }

    @Override
    public Load load(Tally tally) {
        return switch (options.kind) {
            case HISTORY -> new Pages(tally);
            case SYNC -> new Syncs(tally);
            default -> new InTurn(new Pages(tally), new Syncs(tally));
        };
    }

    private record InTurn(Load even, Load odd) implements Load {
        @Override
        public void begin(long number, long dueNanos) {
            (number % 2 == 0 ? even : odd).begin(number / 2, dueNanos);
        }

        @Override
        public boolean isOver() {
            return even.isOver() && odd.isOver();
        }
    }

    private final class Pages implements Load {
        private final Tally tally;
        private long underWay;

        Pages(Tally tally) {
            this.tally = tally;
        }

        @Override
        public void begin(long number, long dueNanos) {
            ThreadLocalRandom dice = ThreadLocalRandom.current();
            Past.Kept any = conversations.get(dice.nextInt(conversations.size()));
            underWay++;
            crowd.server()
                    .history(any.reader().login(), any.id(), span.anyEnd(dice), options.page.orElse(HISTORY_PAGE))
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

    /** Each client has been away since any time. */
    private final class Syncs implements Load, Client.Listener {
        private final Tally tally;
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
            client.sync(
                    span.anyCursor(client.login().user(), ThreadLocalRandom.current()),
                    options.page.orElse(INBOX_PAGE));
            underWay++;
        }

        @Override
        public void heard(Client client, Frame frame) {
            if (frame.type() == Frame.Type.MESSAGE) {
                tally.counts().one("received");
                client.received(frame.number("id"));
            } else if (frame.type() == Frame.Type.SYNCED) {
                tally.counts().one("pages");
                tally.latencies().now(SYNC, over(client, 0));
            } else if (frame.type() == Frame.Type.ERROR) {
                tally.counts().one("failed");
                failed(client, frame);
            }
        }

        /** What is read fails in its turn, but what is one too many does at once. */
        private void failed(Client client, Frame error) {
            int waiting = due.getOrDefault(client.number(), List.of()).size();
            if (waiting > 0) {
                boolean tooMany = error.text("code").equals(Optional.of(TOO_MANY));
                over(client, tooMany ? waiting - 1 : 0);
            }
        }

        private long over(Client client, int which) {
            underWay--;
            return due.get(client.number()).remove(which);
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
