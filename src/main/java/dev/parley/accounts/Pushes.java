package dev.parley.accounts;

import dev.parley.accounts.PushQueue.Entry;
import dev.parley.accounts.PushQueue.Wanted;
import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.Done;
import dev.parley.bus.PushService.Claim;
import dev.parley.bus.PushService.Claimed;
import dev.parley.bus.PushService.Order;
import dev.parley.bus.PushService.Queue;
import dev.parley.bus.PushService.Queued;
import dev.parley.bus.PushService.Settle;
import dev.parley.model.ConversationId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Queues what devices are to be told, and hands it out to those who tell them. Used on one context. */
final class Pushes {
    /** Nothing is kept longer, though nobody takes it. */
    static final Duration KEPT = Duration.ofDays(7);
    /** How long it is known that a device was told of a message; longer than anybody takes to queue it again. */
    static final Duration REMEMBERED = Duration.ofMinutes(15);

    private final PushQueue queue;
    private final PushIntake intake;
    private final Ids ids;
    private final InstantSource clock;

    Pushes(PushQueue queue, Ids ids, InstantSource clock) {
        this.queue = queue;
        this.intake = new PushIntake(queue, clock);
        this.ids = ids;
        this.clock = clock;
    }

    Future<Done> add(Queue request) {
        return intake.add(request.orders().stream().map(Pushes::entry).toList()).map(Done.DONE);
    }

    private static Entry entry(Order order) {
        Instant due = order.message().at().plus(order.after());
        return new Entry(order.message(), order.conversation(), order.from(), order.users(), due);
    }

    /** The user's own log has no messages to tell of, so it stands for a test. */
    Future<Queued> test(OfUser request) {
        Instant now = clock.instant();
        ConversationId own = new ConversationId.Personal(request.user());
        Entry entry = new Entry(ids.next(), own, request.user(), Set.of(request.user()), now);
        return queue.add(List.of(entry), now, now.plus(KEPT)).map(Queued::new);
    }

    Future<Claimed> claim(Claim claim) {
        Instant now = clock.instant();
        return queue.claim(new Wanted(now, claim.limit(), claim.without(), now.plus(claim.lease())))
                .map(Claimed::new);
    }

    Future<Done> settle(Settle settle) {
        return queue.settle(settle.settlements(), clock.instant().plus(REMEMBERED))
                .map(Done.DONE);
    }

    /** @return a future completed when nothing is kept whose time is over */
    Future<Void> forgetOld() {
        return queue.forget(clock.instant());
    }
}
