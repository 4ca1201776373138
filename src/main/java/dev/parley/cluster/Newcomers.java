package dev.parley.cluster;

import com.hazelcast.cluster.Address;
import com.hazelcast.internal.networking.Channel;
import com.hazelcast.internal.server.ServerConnection;
import dev.parley.listen.OnceAMinute;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Channels whose other end has not proven itself yet. There are so many at once, of which the first to come is the first to go, and
 * each has ten seconds. What fails is told in one line a minute. Safe for use by any thread.
 */
final class Newcomers {
    /** More than a cluster has members, who come all at once when it starts. */
    static final int MOST = 256;

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Newcomers.class);

    private final int most;
    private final Consumer<Address> failed;
    private final OnceAMinute warnings = new OnceAMinute();
    /** In the order of their coming. */
    private final Map<Channel, Wait> waiting = new LinkedHashMap<>();

    private record Wait(long since, boolean isRefused) {}

    /** @param failed hears of members to whom a connection of ours has failed */
    Newcomers(int most, Consumer<Address> failed) {
        this.most = most;
        this.failed = failed;
    }

    /** Here is one more, at a time of {@link System#nanoTime}. */
    void entered(Channel channel, long now) {
        synchronized (this) {
            waiting.put(channel, new Wait(now, false));
        }
        channel.addCloseListener(this::closed);
        tooMany().forEach(first -> drop(first, "too many others came after it"));
    }

    private synchronized List<Channel> tooMany() {
        return waiting.keySet().stream()
                .limit(Math.max(0, waiting.size() - most))
                .toList();
    }

    /** This one has proven itself. */
    synchronized void left(Channel channel) {
        waiting.remove(channel);
    }

    /** This one has failed to, or says since what cannot be true; it is to be closed, and is if that takes too long. */
    void refused(Channel channel, String why) {
        synchronized (this) {
            waiting.computeIfPresent(channel, (same, wait) -> new Wait(wait.since(), true));
        }
        tell(channel, why);
    }

    /** Closes those who have been here for too long. */
    void hurry(long now) {
        late(now).forEach(channel -> drop(channel, "it has not proven itself within " + PATIENCE.toSeconds() + " s"));
    }

    private synchronized List<Channel> late(long now) {
        return waiting.entrySet().stream()
                .filter(one -> now - one.getValue().since() > PATIENCE.toNanos())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void drop(Channel channel, String why) {
        end(channel, why);
        close(channel, why);
    }

    private void closed(Channel channel) {
        end(channel, "it closed the connection before it had proven itself; has it certificates?");
    }

    private void end(Channel channel, String why) {
        Wait wait;
        synchronized (this) {
            wait = waiting.remove(channel);
        }
        if (wait != null && channel.isClientMode()) {
            if (!wait.isRefused()) {
                tell(channel, why);
            }
            fail(channel);
        }
    }

    /** Hazelcast itself notices only those from which not one byte came. */
    private void fail(Channel channel) {
        if (channel.lastReadTimeMillis() >= 0) {
            failed.accept(connectionOf(channel).getRemoteAddress());
        }
    }

    private void tell(Channel channel, String why) {
        if (warnings.isDue()) {
            LOG.warn("{} is no member of this cluster to this node: {}", nameOf(channel), why);
        }
    }

    private static Object nameOf(Channel channel) {
        return channel.isClientMode() ? connectionOf(channel).getRemoteAddress() : channel.remoteSocketAddress();
    }

    static void close(Channel channel, String why) {
        connectionOf(channel).close(why, null);
    }

    private static ServerConnection connectionOf(Channel channel) {
        return (ServerConnection) channel.attributeMap().get(ServerConnection.class);
    }
}
