package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 10,000 messages between 100 users, each of whom knows six others, at 1,000 a second: sent when they are due whether or not
 * earlier ones came through.
 */
class LoadIT {
    private static final int USERS = 100;
    private static final int MESSAGES = 10_000;
    private static final long INTERVAL_NANOS = 1_000_000;
    /** Whom a user writes to and hears from: how far away they sit in a round. */
    private static final int[] NEIGHBOURS = {1, USERS - 1, 2, USERS - 2, 3, USERS - 3};

    @TempDir
    private Path folder;

    private final AtomicLongArray dueAt = new AtomicLongArray(MESSAGES);
    private final AtomicLongArray receivedAt = new AtomicLongArray(MESSAGES);
    private final List<Device> devices = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final Set<Integer> numbers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger again = new AtomicInteger();
    private final AtomicInteger retried = new AtomicInteger();
    private final CountDownLatch outstanding = new CountDownLatch(2 * MESSAGES);

    @Test
    void tenThousandMessagesArriveNoneMissingNoneTwice() throws InterruptedException {
        try (ParleyProcess parley = ParleyProcess.in(folder).start()) {
            for (int i = 0; i < USERS; i++) {
                devices.add(Device.signUp(parley.api(), "user" + i));
                sockets.add(connect(parley, devices.get(i)));
            }
            sendAll();

            assertThat(outstanding.await(120, TimeUnit.SECONDS))
                    .as("%d events outstanding", outstanding.getCount())
                    .isTrue();
            assertThat(ids).hasSize(MESSAGES);
            assertThat(numbers).hasSize(MESSAGES);
            report();
            sockets.forEach(Socket::close);
        }
    }

    private Socket connect(ParleyProcess parley, Device device) {
        Socket socket = Socket.open(parley.edge(), this::arrived);
        socket.frame(new JsonObject().put("type", "hello").put("token", device.token()));
        socket.await(frame -> frame.getString("type").equals("synced"));
        return socket;
    }

    private void sendAll() throws InterruptedException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        CountDownLatch sent = new CountDownLatch(MESSAGES);
        AtomicInteger next = new AtomicInteger();
        long begin = System.nanoTime();
        Future<?> ticking = timer.scheduleAtFixedRate(
                () -> {
                    int number = next.getAndIncrement();
                    if (number < MESSAGES) {
                        dueAt.set(number, begin + number * INTERVAL_NANOS);
                        send(number);
                        sent.countDown();
                    }
                },
                0,
                INTERVAL_NANOS,
                TimeUnit.NANOSECONDS);
        sent.await();
        ticking.cancel(false);
        timer.shutdown();
    }

    private void send(int number) {
        int from = number % USERS;
        int to = (from + NEIGHBOURS[number / USERS % NEIGHBOURS.length]) % USERS;
        sockets.get(from).send(devices.get(to).user(), "load-" + number, String.valueOf(number));
    }

    /** As a client does: what comes again is dropped, and what failed for now is sent again with the same ref. */
    private void arrived(JsonObject frame) {
        switch (frame.getString("type")) {
            case "message" -> message(frame);
            case "accepted" -> outstanding.countDown();
            case "failed" -> failed(frame);
            default -> assertThat(frame.getString("type")).isIn("welcome", "synced", "heartbeat", "presence");
        }
    }

    private void message(JsonObject message) {
        if (!ids.add(message.getString("id"))) {
            again.incrementAndGet();
            return;
        }
        int number = Integer.parseInt(message.getString("text"));
        receivedAt.set(number, System.nanoTime());
        numbers.add(number);
        outstanding.countDown();
    }

    private void failed(JsonObject failed) {
        assertThat(failed.getBoolean("retryable")).as(failed.encode()).isTrue();
        retried.incrementAndGet();
        int number = Integer.parseInt(failed.getString("ref").substring("load-".length()));
        CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS).execute(() -> send(number));
    }

    private void report() {
        report("all", 0);
        System.out.printf("%d were sent again, %d came again%n", retried.get(), again.get());
        report("the second half, on a JVM that is warm", MESSAGES / 2);
    }

    private void report(String which, int first) {
        long[] nanos = new long[MESSAGES - first];
        Arrays.setAll(nanos, i -> receivedAt.get(first + i) - dueAt.get(first + i));
        Arrays.sort(nanos);
        System.out.printf(
                "%d messages at %d/s, from when each was due to its arrival, %s: p50 %.1f ms, p99 %.1f ms, most %.1f ms%n",
                nanos.length,
                TimeUnit.SECONDS.toNanos(1) / INTERVAL_NANOS,
                which,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                nanos[nanos.length - 1] / 1e6);
    }
}
