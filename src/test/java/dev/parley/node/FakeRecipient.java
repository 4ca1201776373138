package dev.parley.node;

import dev.parley.bus.NodeService.Deliver;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A session that keeps what reaches it, and on which threads. */
final class FakeRecipient implements Recipient {
    final BlockingQueue<Deliver> delivered = new LinkedBlockingQueue<>();
    final BlockingQueue<End> ends = new LinkedBlockingQueue<>();
    final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();

    volatile Instant heard = Instant.now();

    @Override
    public Instant lastHeard() {
        return heard;
    }

    @Override
    public void deliver(Deliver delivery) {
        threads.add(Thread.currentThread());
        delivered.add(delivery);
    }

    @Override
    public void end(End reason) {
        threads.add(Thread.currentThread());
        ends.add(reason);
    }
}
