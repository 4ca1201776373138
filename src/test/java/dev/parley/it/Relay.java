package dev.parley.it;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/**
 * A way to a server that can go dead, so that it stays open and nothing passes any more; get slow, so that everything passes
 * later; stall for some; and break.
 */
public final class Relay implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private final List<Way> ways = new CopyOnWriteArrayList<>();
    private final NetServer server;
    private final String host;
    private volatile boolean dead;
    private volatile long delayMillis;
    private volatile String preamble = "";

    Relay(URI target) {
        this("127.0.0.1", target);
    }

    /** @param host the address on which it listens */
    public Relay(String host, URI target) {
        this.host = host;
        server = vertx.createNetServer().connectHandler(from -> {
            from.pause();
            client.connect(target.getPort(), target.getHost())
                    .onSuccess(to -> join(from, to))
                    .onFailure(refused -> from.close());
        });
        server.listen(0, host).await();
    }

    /** What each connection begins with from now on, such as whose it is. */
    Relay beginsWith(String text) {
        preamble = text;
        return this;
    }

    private void join(NetSocket from, NetSocket to) {
        to.write(preamble);
        Way there = new Way(from, to);
        Way back = new Way(to, from);
        from.resume();
        ways.addAll(List.of(there, back));
        Future.any(there.ended, back.ended).onComplete(ended -> ways.removeAll(List.of(there, back)));
    }

    public int port() {
        return server.actualPort();
    }

    public URI uri() {
        return URI.create("http://" + host + ":" + port());
    }

    void goDead() {
        dead = true;
    }

    /** Lets all that comes from now on pass so much later. */
    public void slow(Duration delay) {
        delayMillis = delay.toMillis();
    }

    /** Breaks a share of the connections. */
    public void cut(double share, RandomGenerator dice) {
        ways.stream().filter(way -> dice.nextDouble() < share).forEach(Way::cut);
    }

    /** Reads nothing more from a share of the connections, in one direction or both, until {@link #resume}. */
    public void stall(double share, RandomGenerator dice) {
        ways.stream().filter(way -> dice.nextDouble() < share).forEach(Way::stall);
    }

    public void resume() {
        ways.forEach(Way::resume);
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    /** One direction of a connection; its state belongs to the event loop of both sockets. */
    private final class Way {
        private final Queue<Late> late = new ArrayDeque<>();
        private final NetSocket from;
        private final NetSocket to;
        private final Future<Void> ended;

        Way(NetSocket from, NetSocket to) {
            this.from = from;
            this.to = to;
            this.ended = Future.future(end -> from.closeHandler(end::complete));
            ended.onComplete(gone -> to.close());
            from.handler(this::arrived);
        }

        private void arrived(Buffer bytes) {
            if (dead) {
                return;
            }
            long delay = delayMillis;
            if (delay == 0 && late.isEmpty()) {
                to.write(bytes);
            } else {
                late.add(new Late(
                        bytes, System.nanoTime() + Duration.ofMillis(delay).toNanos()));
                vertx.timer(Math.max(1, delay)).onSuccess(due -> passLate());
            }
        }

        /** What came later passes later, whatever the delay is by now. */
        private void passLate() {
            while (!late.isEmpty() && late.peek().due() - System.nanoTime() <= 0) {
                to.write(late.remove().bytes());
            }
            if (!late.isEmpty()) {
                vertx.timer(1).onSuccess(due -> passLate());
            }
        }

        void cut() {
            from.close();
        }

        void stall() {
            from.pause();
        }

        void resume() {
            from.resume();
        }
    }

    private record Late(Buffer bytes, long due) {}
}
