package dev.parley.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.parley.servers.Ports;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberPortTest {
    private static final String NAME = "member-port";
    private static final int WATCHED_MILLIS = 1_000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /** A process that is stopped takes connections still, for its system does that, and never says a word. */
    @Test
    void waitingForASilentMemberTakesNoTimeOfTheProcessor() throws Exception {
        CompletableFuture<HazelcastInstance> member;
        try (ServerSocket silent = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            Config config = config(Ports.free(), Optional.of(silent.getLocalPort()));
            member = CompletableFuture.supplyAsync(() -> Hazelcast.newHazelcastInstance(config));
            try (Socket unanswered = silent.accept()) {
                unanswered.setSoTimeout(WATCHED_MILLIS);
                assertThat(unanswered.getInputStream().readNBytes(3)).asString().isEqualTo("HZC");
                Duration before = writing();
                assertThatThrownBy(unanswered.getInputStream()::read).isInstanceOf(SocketTimeoutException.class);
                assertThat(writing().minus(before)).isLessThan(Duration.ofMillis(WATCHED_MILLIS / 10));
            }
        }
        member.get(1, TimeUnit.MINUTES).shutdown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CP2", "GET / HTTP/1.1\r\n\r\n", "version\r\n"})
    void clientsOfHazelcastAreShownTheDoor(String hello) throws Exception {
        int port = Ports.free();
        HazelcastInstance member = Hazelcast.newHazelcastInstance(config(port, Optional.empty()));
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(20_000);
            client.getOutputStream().write(hello.getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().readAllBytes()).asString().isIn("", "HZX");
        } finally {
            member.shutdown();
        }
    }

    /** What the threads that write to other members have used so far. */
    private Duration writing() {
        long[] ids = threads.getAllThreadIds();
        return Arrays.stream(threads.getThreadInfo(ids))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().startsWith("hz." + NAME + ".IO.thread-out"))
                .map(ThreadInfo::getThreadId)
                .map(threads::getThreadCpuTime)
                .map(Duration::ofNanos)
                .reduce(Duration::plus)
                .orElseThrow();
    }

    private static Config config(int port, Optional<Integer> other) {
        Map<String, String> environment = new HashMap<>(Map.of("PARLEY_CLUSTER_PORT", String.valueOf(port)));
        other.ifPresent(silent -> environment.put("PARLEY_CLUSTER_MEMBERS", "127.0.0.1:" + silent));
        return ClusteringTest.config(environment).setInstanceName(NAME);
    }
}
