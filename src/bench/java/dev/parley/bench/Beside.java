package dev.parley.bench;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A load, and others who write to each other at an even rate until it is over. Used on the event loop of the clients. */
final class Beside implements Scenario {
    private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Scenario main;
    private final Talk talk;
    private final double perSecond;
    private final EventLoop loop;

    Beside(Scenario main, Talk talk, double perSecond, EventLoop loop) {
        this.main = main;
        this.talk = talk;
        this.perSecond = perSecond;
        this.loop = loop;
    }

    @Override
    public Future<Void> prepare() {
        return main.prepare().compose(ready -> talk.prepare());
    }

    @Override
    public void leave() {
        main.leave();
        talk.leave();
    }

    @Override
    public Load load(Tally tally) {
        return new Both(main.load(tally), talk.load(tally));
    }

    private final class Both implements Load {
        private final Load of;
        private final Load live;
        private final Pacer pacer;

        Both(Load of, Load live) {
            this.of = of;
            this.live = live;
            Schedule schedule = new Schedule(System.nanoTime() + LEAD_NANOS, perSecond, Long.MAX_VALUE);
            this.pacer = Pacer.start(loop, schedule, live::begin);
        }

        @Override
        public void begin(long number, long dueNanos) {
            of.begin(number, dueNanos);
        }

        @Override
        public boolean isOver() {
            if (of.isOver()) {
                pacer.stop();
            }
            return of.isOver() && live.isOver();
        }

        @Override
        public Duration patience() {
            return of.patience();
        }

        @Override
        public void close() {
            pacer.stop();
            of.close();
            live.close();
        }
    }
}
