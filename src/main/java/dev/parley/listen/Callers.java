package dev.parley.listen;

import dev.parley.listen.RequestDeadline.Patience;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has connections to this process: no more than so many of one network ({@link Networks}), and each with an end to how long it may take
 * over a request. This machine itself is not bounded, for a balancer that runs on it brings everybody. Safe for use by any thread.
 */
public final class Callers {
    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);
    private static final Patience USUAL = new Patience(Duration.ofSeconds(80), Duration.ofSeconds(120));
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final int most;
    private final Patience patience;
    private final ConcurrentMap<String, Integer> connections = new ConcurrentHashMap<>();
    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

    /** @param most of one network; 0 for any number */
    public Callers(int most) {
        this(most, USUAL);
    }

    Callers(int most, Patience patience) {
        this.most = most;
        this.patience = patience;
    }

    /** Has each connection of a server begin here; to be called before it listens. The server must speak HTTP/1 alone. */
    public HttpServer watch(HttpServer server) {
        return server.connectionHandler(this::connected);
    }

    private void connected(HttpConnection connection) {
        ChannelHandlerContext channel = ((ConnectionBase) connection).channelHandlerContext();
        String address = connection.remoteAddress().hostAddress();
        if (isBounded(address)) {
            String network = Networks.of(address);
            if (!enter(network)) {
                tell(network);
                connection.close();
                return;
            }
            channel.channel().closeFuture().addListener(gone -> leave(network));
        }
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addBefore(channel.name(), RequestDeadline.class.getSimpleName(), new RequestDeadline(patience));
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
        return false;
    }

    private void leave(String network) {
        connections.computeIfPresent(network, (same, count) -> count == 1 ? null : count - 1);
    }

    /** Once a minute: a balancer that does not say whose connections it brings looks the same. */
    private void tell(String network) {
        long now = System.nanoTime();
        long until = quietUntil.get();
        if (now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET_NANOS)) {
            LOG.warn(
                    "{} has {} connections and gets no more (PARLEY_CONNECTIONS_PER_ADDRESS); a balancer must begin connections"
                            + " with the PROXY protocol (PARLEY_EDGE_PROXY_PROTOCOL, PARLEY_API_PROXY_PROTOCOL)",
                    network,
                    most);
        }
    }
}
