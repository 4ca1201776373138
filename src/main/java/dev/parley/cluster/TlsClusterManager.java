package dev.parley.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import dev.parley.config.Settings;
import io.vertx.core.Completable;
import io.vertx.core.Vertx;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.UUID;

/**
 * Vert.x's cluster manager over a member of Hazelcast whose channels speak TLS. Vert.x takes such a member as it is, and neither
 * starts nor stops it: it starts here when it is asked for first, which is when Vert.x joins, and stops when Vert.x has left.
 */
public final class TlsClusterManager extends HazelcastClusterManager {
    private final LateMember member;
    private Vertx vertx;

    private TlsClusterManager(LateMember member) {
        super(member.asInstance());
        this.member = member;
    }

    /** @param config which gets an id of its own, as Vert.x asks for */
    public static HazelcastClusterManager of(Config config, Settings.MutualTls tls) {
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.getMemberAttributeConfig()
                .setAttribute("__vertx.nodeId", UUID.randomUUID().toString());
        return new TlsClusterManager(new LateMember(config, tls));
    }

    @Override
    public void init(Vertx vertx) {
        super.init(vertx);
        this.vertx = vertx;
        member.vertx = vertx;
    }

    @Override
    public void leave(Completable<Void> promise) {
        super.leave((left, failure) -> vertx.<Void>executeBlocking(member::stop)
                .onComplete(stopped -> promise.complete(null, failure == null ? stopped.cause() : failure)));
    }

    /** A member that starts when it is first asked anything; on a thread that may wait for it. */
    private static final class LateMember implements InvocationHandler {
        private final Config config;
        private final Settings.MutualTls tls;
        private Vertx vertx;
        private HazelcastInstance started;

        LateMember(Config config, Settings.MutualTls tls) {
            this.config = config;
            this.tls = tls;
        }

        HazelcastInstance asInstance() {
            return (HazelcastInstance) Proxy.newProxyInstance(
                    HazelcastInstance.class.getClassLoader(), new Class<?>[] {HazelcastInstance.class}, this);
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            try {
                return method.invoke(start(), arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }

        private synchronized HazelcastInstance start() {
            if (started == null) {
                started = HazelcastInstanceFactory.newHazelcastInstance(
                        config, config.getInstanceName(), new TlsNodeContext(MemberCertificate.read(vertx, tls)));
            }
            return started;
        }

        synchronized Void stop() {
            if (started != null) {
                started.getLifecycleService().shutdown();
            }
            return null;
        }
    }
}
