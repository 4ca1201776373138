package dev.parley.cluster;

import com.hazelcast.internal.networking.Channel;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** What the two directions of a channel share, each of which is called by a thread of its own: the engine, and how far it got. */
final class TlsSession {
    private final SSLEngine engine;
    private final Channel channel;
    private final Newcomers newcomers;
    private final Executor tasks;
    private volatile boolean proven;
    private volatile boolean refused;

    /** @param tasks where that part of handshakes runs which takes long */
    TlsSession(SSLEngine engine, Channel channel, Newcomers newcomers, Executor tasks) {
        this.engine = engine;
        this.channel = channel;
        this.newcomers = newcomers;
        this.tasks = tasks;
    }

    SSLEngine engine() {
        return engine;
    }

    /** Has what the engine waits for done, if nobody does it yet, and both directions go on then. */
    void runTask() {
        Runnable task = engine.getDelegatedTask();
        if (task != null) {
            tasks.execute(() -> {
                task.run();
                wakeReading();
                wakeWriting();
            });
        }
    }

    void wakeReading() {
        channel.inboundPipeline().wakeup();
    }

    void wakeWriting() {
        channel.outboundPipeline().wakeup();
    }

    /**
     * The handshake is done.
     *
     * @throws SSLException if the other end has shown no certificate, which the engine does not let come to this
     */
    void prove() throws SSLException {
        if (!proven) {
            engine.getSession().getPeerCertificates();
            proven = true;
            newcomers.left(channel);
            wakeReading();
            wakeWriting();
        }
    }

    boolean isRefused() {
        return refused;
    }

    /** Nothing more is taken from the other end. The writing direction says so to it, and closes the channel. */
    void refuse(SSLException cause) {
        if (!refused) {
            refused = true;
            newcomers.refused(channel, cause.getMessage());
            wakeWriting();
        }
    }

    void close() {
        Newcomers.close(channel, "refused by TLS");
    }
}
