package dev.parley.cluster;

import dev.parley.config.Settings;
import dev.parley.listen.MutualTls;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** How this node proves itself to others, and by which authority they do to it. */
final class MemberCertificate {
    /** At both ends are nodes of ours, so that nothing older has to be understood. */
    private static final String PROTOCOL = "TLSv1.3";

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int MOST_STEPS = 1_000;

    private final SSLContext context;

    private MemberCertificate(SSLContext context) {
        this.context = context;
    }

    /**
     * Reads its files, which blocks, and has it prove itself to itself.
     *
     * @throws IllegalStateException if it could not prove itself to a node with the same files either
     */
    static MemberCertificate read(Vertx vertx, Settings.MutualTls files) {
        try {
            MemberCertificate certificate = new MemberCertificate(MutualTls.context(vertx, files, PROTOCOL));
            certificate.proveToItself();
            return certificate;
        } catch (SSLException | GeneralSecurityException unusable) {
            throw new IllegalStateException(
                    "no node with the same files for PARLEY_CLUSTER_TLS_... would take this one in (%s, %s, %s): %s"
                            .formatted(
                                    files.own().certificate(),
                                    files.own().key(),
                                    files.authority(),
                                    unusable.getMessage()));
        }
    }

    /** One end of a connection, about to prove itself, which asks the other to do so. */
    SSLEngine engine(boolean begins) throws SSLException {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(begins);
        engine.setNeedClientAuth(!begins);
        engine.setEnabledProtocols(new String[] {PROTOCOL});
        engine.beginHandshake();
        return engine;
    }

    private void proveToItself() throws SSLException {
        SSLEngine one = engine(true);
        SSLEngine other = engine(false);
        ByteBuffer there = ByteBuffer.allocate(2 * one.getSession().getPacketBufferSize());
        ByteBuffer back = ByteBuffer.allocate(there.capacity());
        for (int step = 0; isUnderWay(one) || isUnderWay(other); step++) {
            if (step == MOST_STEPS) {
                throw new SSLException("the two ends do not come to an agreement");
            }
            step(one, back, there);
            step(other, there, back);
        }
    }

    private static boolean isUnderWay(SSLEngine engine) {
        return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> engine.getDelegatedTask().run();
            case NEED_WRAP -> engine.wrap(NOTHING, out);
            default -> {
                in.flip();
                engine.unwrap(in, ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()));
                in.compact();
            }
        }
    }
}
