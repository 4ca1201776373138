package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.cluster.Address;
import com.hazelcast.internal.networking.Channel;
import com.hazelcast.internal.networking.ChannelCloseListener;
import com.hazelcast.internal.networking.HandlerStatus;
import com.hazelcast.internal.networking.InboundPipeline;
import com.hazelcast.internal.networking.OutboundPipeline;
import com.hazelcast.internal.server.ServerConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;

/** One end of a channel, driven as Hazelcast's pipelines drive it, but by hand. */
final class End {
    static final Address ADDRESS = new Address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 5701));

    final List<Address> failed = new ArrayList<>();
    final Newcomers newcomers = new Newcomers(Newcomers.MOST, failed::add);
    final Queue<Runnable> tasks = new ArrayDeque<>();
    final ByteArrayOutputStream received = new ByteArrayOutputStream();
    final Channel channel;
    final TlsInbound in;
    final TlsOutbound out;

    private final List<ChannelCloseListener> listeners = new ArrayList<>();
    private final boolean begins;
    private boolean mayRead;
    private boolean mayWrite = true;
    private boolean isBlocked;
    private ByteBuffer wire = ByteBuffer.allocate(0);
    private String closed = "";

    /** @param room how much the handler after TLS takes at once */
    End(SSLEngine engine, int room) {
        begins = engine.getUseClientMode();
        channel = channel();
        TlsSession session = new TlsSession(engine, channel, newcomers, tasks::add);
        in = new TlsInbound(session);
        in.dst(ByteBuffer.allocate(room));
        out = new TlsOutbound(session);
        out.src(ByteBuffer.allocate(0));
        newcomers.entered(channel, System.nanoTime());
    }

    private Channel channel() {
        Map<Object, Object> attributes = new ConcurrentHashMap<>();
        attributes.put(ServerConnection.class, fake(ServerConnection.class, (name, arguments) -> switch (name) {
            case "close" -> close((String) arguments[0]);
            case "getRemoteAddress" -> ADDRESS;
            default -> throw new UnsupportedOperationException(name);
        }));
        return fake(Channel.class, (name, arguments) -> switch (name) {
            case "attributeMap" -> attributes;
            case "isClientMode" -> begins;
            case "inboundPipeline" -> fake(InboundPipeline.class, (wakeup, none) -> mayRead = true);
            case "outboundPipeline" -> fake(OutboundPipeline.class, (wakeup, none) -> mayWrite = true);
            case "addCloseListener" -> listeners.add((ChannelCloseListener) arguments[0]);
            case "remoteSocketAddress" -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
            case "lastReadTimeMillis" -> 1L;
            case "hashCode" -> System.identityHashCode(this);
            case "toString" -> "channel";
            default -> throw new UnsupportedOperationException(name);
        });
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> method.getName().equals("equals")
                        ? self == arguments[0]
                        : returned(method.getReturnType(), answer.to(method.getName(), arguments))));
    }

    private static Object returned(Class<?> type, Object answer) {
        return type == void.class || (!type.isPrimitive() && !type.isInstance(answer)) ? null : answer;
    }

    private Object close(String why) {
        closed = why;
        listeners.forEach(listener -> listener.onClose(channel));
        return why;
    }

    /** Why it was closed; empty if it is open. */
    String closed() {
        return closed;
    }

    /** Has something to send, beside what it has not sent yet. */
    void say(byte[] bytes) {
        ByteBuffer before = out.src();
        out.src(ByteBuffer.allocate(before.remaining() + bytes.length)
                .put(before)
                .put(bytes)
                .flip());
        mayWrite = true;
    }

    /** Sends what it can. */
    byte[] write() throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        while (closed.isEmpty() && mayWrite) {
            mayWrite = false;
            boolean hasMore = out.onWrite() == HandlerStatus.DIRTY;
            mayWrite = mayWrite || hasMore;
            drain(out.dst(), sent);
        }
        return sent.toByteArray();
    }

    /** Takes bytes that arrive, as many at once, after those that wait on the wire; none while it is blocked. */
    void read(byte[] bytes, int atOnce) throws IOException {
        wire = ByteBuffer.allocate(wire.remaining() + bytes.length)
                .put(wire)
                .put(bytes)
                .flip();
        while (wire.hasRemaining() && !isBlocked && closed.isEmpty()) {
            int count = Math.min(Math.min(atOnce, wire.remaining()), in.src().remaining());
            assertThat(count).as("it has room if it asks for more").isPositive();
            in.src().put(wire.slice(wire.position(), count));
            wire.position(wire.position() + count);
            open();
        }
    }

    private void open() throws IOException {
        HandlerStatus status = HandlerStatus.DIRTY;
        while (closed.isEmpty() && status == HandlerStatus.DIRTY) {
            status = in.onRead();
            in.dst().flip();
            drain(in.dst(), received);
            in.dst().clear();
        }
        isBlocked = status == HandlerStatus.BLOCKED;
    }

    /** Does what it was woken for. */
    boolean goOn(int atOnce) throws IOException {
        boolean isWoken = mayRead || mayWrite || !tasks.isEmpty();
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
        if (mayRead) {
            mayRead = false;
            open();
            read(new byte[0], atOnce);
        }
        return isWoken;
    }

    private static void drain(ByteBuffer from, ByteArrayOutputStream to) {
        to.write(from.array(), from.arrayOffset() + from.position(), from.remaining());
        from.position(from.limit());
    }
}
