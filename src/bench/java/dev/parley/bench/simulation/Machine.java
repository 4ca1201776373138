package dev.parley.bench.simulation;

import dev.parley.bus.Bus;
import dev.parley.model.NodeId;
import io.netty.channel.EventLoop;
import io.vertx.core.Closeable;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.impl.future.PromiseImpl;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.PromiseInternal;
import io.vertx.core.spi.tracing.VertxTracer;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A simulated process: its Vert.x, on one simulated event loop that does one thing after the other, and its bus. Once it is
 * dead nothing happens on it any more.
 */
final class Machine {
    private final Timeline timeline;
    private final NodeId id;
    private final Vertx vertx = Partial.of(Vertx.class, new OwnVertx());
    private final ContextInternal context = Partial.of(ContextInternal.class, new OwnContext());
    private final EventBus events;
    private final Bus bus;
    private final Set<Long> timers = new HashSet<>();
    private long nextTimer;
    private long freeAt;
    private boolean dead;

    Machine(Timeline timeline, Network network, String name) {
        this.timeline = timeline;
        this.id = new NodeId(name);
        this.events = network.join(this);
        this.bus = new Bus(vertx);
    }

    NodeId id() {
        return id;
    }

    /** What it is for: its name without the number. */
    String role() {
        return id.value().substring(0, id.value().indexOf('-'));
    }

    Vertx vertx() {
        return vertx;
    }

    Bus bus() {
        return bus;
    }

    boolean isDead() {
        return dead;
    }

    void die() {
        dead = true;
    }

    /** A future whose listeners are called here. */
    <T> PromiseInternal<T> promise() {
        return new PromiseImpl<>(context);
    }

    /** @return a future completed as that of the verticle's start */
    Future<?> deploy(Deployable verticle) {
        try {
            return verticle.deploy(context);
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }

    /** @return a future completed as that of the verticle's stop */
    Future<?> undeploy(Deployable verticle) {
        try {
            return verticle.undeploy(context);
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }

    /**
     * Does something when it has come here and it is its turn, unless the machine is dead by then.
     *
     * @param after until it comes, in nanoseconds
     * @param cost how long the machine is busy with it, in nanoseconds
     */
    void work(long after, long cost, Runnable task) {
        timeline.in(after, () -> {
            long start = Math.max(timeline.nanos(), freeAt);
            freeAt = start + cost;
            if (start == timeline.nanos()) {
                unlessDead(task);
            } else {
                timeline.at(start, () -> unlessDead(task));
            }
        });
    }

    private void unlessDead(Runnable task) {
        if (!dead) {
            task.run();
        }
    }

    private void later(long millis, Runnable task) {
        timeline.inMillis(millis, () -> unlessDead(task));
    }

    private long set(long millis, long period, Handler<Long> handler) {
        long timer = nextTimer++;
        timers.add(timer);
        arm(timer, millis, period, handler);
        return timer;
    }

    private void arm(long timer, long millis, long period, Handler<Long> handler) {
        later(millis, () -> {
            if (period > 0 && timers.contains(timer)) {
                arm(timer, period, period, handler);
                handler.handle(timer);
            } else if (timers.remove(timer)) {
                handler.handle(timer);
            }
        });
    }

    /** What of Vert.x our verticles use. */
    final class OwnVertx {
        Context getOrCreateContext() {
            return context;
        }

        EventBus eventBus() {
            return events;
        }

        long setTimer(long millis, Handler<Long> handler) {
            return set(millis, 0, handler);
        }

        long setPeriodic(long millis, Handler<Long> handler) {
            return set(millis, millis, handler);
        }

        boolean cancelTimer(long timer) {
            return timers.remove(timer);
        }

        Timer timer(long millis) {
            return timer(millis, TimeUnit.MILLISECONDS);
        }

        Timer timer(long delay, TimeUnit unit) {
            Promise<Void> due = promise();
            long timer = setTimer(unit.toMillis(delay), now -> due.complete());
            return (Timer) Proxy.newProxyInstance(
                    Machine.class.getClassLoader(),
                    new Class<?>[] {Timer.class},
                    (proxy, method, arguments) -> method.getName().equals("cancel")
                            ? cancelTimer(timer)
                            : method.invoke(due.future(), arguments));
        }
    }

    /** What futures and verticles ask of their context. */
    final class OwnContext {
        private final EventLoop loop = Partial.of(EventLoop.class, new OwnLoop());

        Vertx owner() {
            return vertx;
        }

        boolean isRunningOnContext() {
            return true;
        }

        /** Null is how Vert.x says that there is none. */
        VertxTracer<?, ?> tracer() {
            return null;
        }

        void runOnContext(Handler<Void> task) {
            later(0, () -> task.handle(null));
        }

        ContextInternal unwrap() {
            return context;
        }

        <T> void emit(T event, Handler<T> handler) {
            handler.handle(event);
        }

        /** Verticles end what they serve, or die with it. */
        void addCloseHook(Closeable hook) {}

        void removeCloseHook(Closeable hook) {}

        <T> PromiseInternal<T> promise() {
            return Machine.this.promise();
        }

        EventLoop nettyEventLoop() {
            return loop;
        }

        void reportException(Throwable failure) {
            throw new IllegalStateException("on " + id, failure);
        }
    }

    /** By which futures time out. */
    final class OwnLoop {
        io.netty.util.concurrent.ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            long timer = set(unit.toMillis(delay), 0, due -> task.run());
            return Partial.of(io.netty.util.concurrent.ScheduledFuture.class, new Object() {
                @SuppressWarnings("unused")
                boolean cancel(boolean interrupt) {
                    return timers.remove(timer);
                }
            });
        }
    }
}
