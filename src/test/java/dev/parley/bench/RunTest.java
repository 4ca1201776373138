package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RunTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final int MANY = 1_000_000;

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    /** All connections are closed when the third operation has begun. */
    private static final class Forsaken implements Load, Scenario {
        private int begun;

        @Override
        public void begin(long number, long dueNanos) {
            begun++;
        }

        @Override
        public boolean isOver() {
            return false;
        }

        @Override
        public boolean isForsaken() {
            return begun == 3;
        }

        @Override
        public Future<Void> prepare() {
            return Future.succeededFuture();
        }

        @Override
        public void leave() {}

        @Override
        public Load load(Tally tally) {
            return this;
        }
    }

    @Test
    void endsWhenTheServerHasClosedAllConnectionsWhateverIsLeftToDo() {
        assertThat(run(MANY).toCompletionStage().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withMessageContaining("the server closed all connections");
    }

    @Test
    void waitsForNoAnswersThen() {
        assertThat(run(3).toCompletionStage().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withMessageContaining("the server closed all connections");
    }

    private static Future<Figures> run(long count) {
        Promise<Figures> done = Promise.promise();
        ContextInternal context = (ContextInternal) VERTX.getOrCreateContext();
        EventLoop loop = context.nettyEventLoop();
        context.runOnContext(begin -> new Run(
                        VERTX,
                        Probe.of(List.of()),
                        new Progress(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)),
                        "any",
                        new Forsaken(),
                        10_000,
                        Duration.ZERO,
                        count)
                .run(loop)
                .onComplete(done));
        return done.future();
    }
}
