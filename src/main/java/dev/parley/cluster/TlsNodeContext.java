package dev.parley.cluster;

import com.hazelcast.cluster.Address;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.instance.impl.DefaultNodeContext;
import com.hazelcast.instance.impl.DefaultNodeExtension;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.instance.impl.NodeExtension;
import com.hazelcast.internal.networking.Channel;
import com.hazelcast.internal.networking.ChannelInitializer;
import com.hazelcast.internal.server.ServerContext;
import com.hazelcast.internal.util.executor.ExecutorType;
import com.hazelcast.spi.impl.executionservice.ExecutionService;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a member of Hazelcast is made of: all as usual, but that its channels speak TLS. */
final class TlsNodeContext extends DefaultNodeContext {
    private final MemberCertificate certificate;

    TlsNodeContext(MemberCertificate certificate) {
        this.certificate = certificate;
    }

    @Override
    public NodeExtension createNodeExtension(Node node) {
        return new Extension(node, certificate);
    }

    private static final class Extension extends DefaultNodeExtension {
        private final MemberCertificate certificate;

        Extension(Node node, MemberCertificate certificate) {
            super(node);
            this.certificate = certificate;
        }

        @Override
        public Function<EndpointQualifier, ChannelInitializer> createChannelInitializerFn(ServerContext context) {
            Function<EndpointQualifier, ChannelInitializer> usual = super.createChannelInitializerFn(context);
            ExecutionService execution = node.getNodeEngine().getExecutionService();
            Channels channels = new Channels(certificate, execution, context::onFailedConnection);
            Future<?> unused = execution.scheduleWithRepetition(channels, 1, 1, TimeUnit.SECONDS);
            return qualifier -> {
                ChannelInitializer plain = usual.apply(qualifier);
                return channel -> channels.secure(channel, plain);
            };
        }
    }

    /** The channels of a member. Strangers have one thread of it to themselves, so that they hold up no other traffic. */
    private static final class Channels implements Runnable {
        private static final String HANDSHAKES = "parley:handshakes";

        private final MemberCertificate certificate;
        private final Newcomers accepted = new Newcomers(Newcomers.MOST, address -> {});
        private final Newcomers made;
        private final Executor tasks;

        Channels(MemberCertificate certificate, ExecutionService execution, Consumer<Address> failed) {
            this.certificate = certificate;
            this.made = new Newcomers(Integer.MAX_VALUE, failed);
            this.tasks = execution.register(HANDSHAKES, 1, Integer.MAX_VALUE, ExecutorType.CACHED);
        }

        @Override
        public void run() {
            long now = System.nanoTime();
            accepted.hurry(now);
            made.hurry(now);
        }

        void secure(Channel channel, ChannelInitializer plain) throws Exception {
            Newcomers newcomers = channel.isClientMode() ? made : accepted;
            TlsSession session = new TlsSession(certificate.engine(channel.isClientMode()), channel, newcomers, tasks);
            channel.inboundPipeline().addLast(new TlsInbound(session));
            plain.initChannel(channel);
            channel.outboundPipeline().addLast(new TlsOutbound(session));
            newcomers.entered(channel, System.nanoTime());
        }
    }
}
