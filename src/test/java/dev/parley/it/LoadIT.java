package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
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

/** 10,000 messages between 100 users at 1,000 a second, sent when they are due whether or not earlier ones came through. */
class LoadIT {
    private static final int USERS = 100;
    private static final int MESSAGES = 10_000;
    private static final long INTERVAL_NANOS = 1_000_000;

    @TempDir
    private Path folder;

    private final AtomicLongArray dueAt = new AtomicLongArray(MESSAGES);
    private final AtomicLongArray receivedAt = new AtomicLongArray(MESSAGES);
    private final AtomicInteger received = new AtomicInteger();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final CountDownLatch outstanding = new CountDownLatch(2 * MESSAGES);

    @Test
    void tenThousandMessagesArriveNoneMissingNoneTwice() throws InterruptedException {
        try (ParleyProcess parley = ParleyProcess.in(folder).start()) {
            List<Device> devices = new ArrayList<>();
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < USERS; i++) {
                devices.add(Device.signUp(parley.api(), "user" + i));
                sockets.add(connect(parley, devices.get(i)));
            }
            sendAll(devices, sockets);

            assertThat(outstanding.await(60, TimeUnit.SECONDS))
                    .as("%d events outstanding", outstanding.getCount())
                    .isTrue();
            sockets.forEach(socket -> assertThat(socket.of("failed")).isEmpty());
            assertThat(received).hasValue(MESSAGES);
            assertThat(ids).hasSize(MESSAGES);
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

    private void sendAll(List<Device> devices, List<Socket> sockets) throws InterruptedException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        CountDownLatch sent = new CountDownLatch(MESSAGES);
        AtomicInteger next = new AtomicInteger();
        long begin = System.nanoTime();
        Future<?> ticking = timer.scheduleAtFixedRate(
                () -> {
                    int number = next.getAndIncrement();
                    if (number < MESSAGES) {
                        send(number, begin, devices, sockets);
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

    private void send(int number, long begin, List<Device> devices, List<Socket> sockets) {
        int from = number % USERS;
        int to = (from + 1 + number / USERS % (USERS - 1)) % USERS;
        dueAt.set(number, begin + number * INTERVAL_NANOS);
        sockets.get(from).send(devices.get(to).user(), "load-" + number, String.valueOf(number));
    }

    private void arrived(JsonObject frame) {
        switch (frame.getString("type")) {
            case "message" -> {
                receivedAt.set(Integer.parseInt(frame.getString("text")), System.nanoTime());
                received.incrementAndGet();
                ids.add(frame.getString("id"));
                outstanding.countDown();
            }
            case "accepted" -> outstanding.countDown();
            default -> assertThat(frame.getString("type")).isIn("welcome", "synced", "heartbeat", "presence");
        }
    }

    private void report() {
        report("all", 0);
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
