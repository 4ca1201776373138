package dev.parley.listen;

import dev.parley.listen.RequestDeadline.Patience;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has connections to this process: no more than so many of one network ({@link Networks}), with no more than so much under way by
 * them, and each with an end to how long it may take over a request. This machine itself is not bounded, for a balancer that runs on
 * it brings everybody. Safe for use by any thread.
 */
public final class Callers {
    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);
    private static final Patience USUAL = new Patience(Duration.ofSeconds(80), Duration.ofSeconds(120));
    /** Forty of the longest messages at once. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final int most;
    private final Patience patience;
    private final Intake intake;
    private final ConcurrentMap<String, Integer> connections = new ConcurrentHashMap<>();
    private final OnceAMinute warnings = new OnceAMinute();

    /** @param most of one network; 0 for any number */
    public Callers(int most) {
        this(most, USUAL, MOST_BYTES);
    }

    /** @param bytes of one network, under way */
    Callers(int most, Patience patience, long bytes) {
        this.most = most;
        this.patience = patience;
        this.intake = new Intake(bytes);
    }

    /** Has each connection of a server begin here; to be called before it listens. The server must speak HTTP/1 alone. */
    public HttpServer watch(HttpServer server) {
        return server.connectionHandler(this::connected);
    }

    /**
     * Has one that is no connection of its own, but carried by requests, count as one.
     *
     * @return how to end that; empty when its network has too many already
     */
    public Optional<Runnable> admit(SocketAddress from) {
        if (!isBounded(from.hostAddress())) {
            return Optional.of(() -> {});
        }
        String network = Networks.of(from.hostAddress());
        return enter(network) ? Optional.of(() -> leave(network)) : Optional.empty();
    }

    /** Whether one more would be admitted. */
    public boolean hasRoom(SocketAddress from) {
        return !isBounded(from.hostAddress()) || connections.getOrDefault(Networks.of(from.hostAddress()), 0) < most;
    }

    /** It is known whose connection this is: what comes by it counts for its network no more. */
    public static void trust(Channel channel) {
        if (channel.pipeline().get(Unproven.class) != null) {
            channel.pipeline().remove(Unproven.class);
        }
    }

    private void connected(HttpConnection connection) {
        ChannelHandlerContext channel = ((ConnectionBase) connection).channelHandlerContext();
        String address = connection.remoteAddress().hostAddress();
        if (!isBounded(address)) {
            watch(channel, () -> {});
            return;
        }
        String network = Networks.of(address);
        if (!enter(network)) {
            connection.close();
            return;
        }
        channel.channel().closeFuture().addListener(gone -> leave(network));
        Unproven unproven = new Unproven(intake, network);
        channel.pipeline().addFirst(Unproven.class.getSimpleName(), unproven);
        watch(channel, unproven::answered);
    }

    private void watch(ChannelHandlerContext channel, Runnable answered) {
        channel.pipeline()
                .addBefore(
                        channel.name(), RequestDeadline.class.getSimpleName(), new RequestDeadline(patience, answered))
                .addBefore(channel.name(), Framing.class.getSimpleName(), new Framing());
    }

    private boolean isBounded(String address) {
        InetAddress known = address == null ? null : NetUtil.createInetAddressFromIpAddressString(address);
        return most > 0 && known != null && !known.isLoopbackAddress();
    }

    private boolean enter(String network) {
        if (connections.merge(network, 1, Integer::sum) <= most) {
            return true;
        }
        leave(network);
        tell(network);
        return false;
    }

    private void leave(String network) {
        connections.computeIfPresent(network, (same, count) -> count == 1 ? null : count - 1);
    }

    /** Once a minute: a balancer that does not say whose connections it brings looks the same. */
    private void tell(String network) {
        if (warnings.isDue()) {
            LOG.warn(
                    "{} has {} connections and gets no more (PARLEY_CONNECTIONS_PER_ADDRESS); a balancer must begin connections"
                            + " with the PROXY protocol (PARLEY_EDGE_PROXY_PROTOCOL, PARLEY_API_PROXY_PROTOCOL)",
                    network,
                    most);
        }
    }
}
