package dev.parley.accounts;

import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.Changed;
import dev.parley.bus.RouterService;
import dev.parley.bus.RouterService.Announce;
import dev.parley.bus.RouterService.Submitted;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.MessageId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what is to be announced to the router, in order for each conversation: at once after the change, and what was left
 * over, here or by a node that is no more, every few seconds. An announcement that is handed over twice is stored once, for
 * its {@code ref} stays. Used on one context.
 */
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final Duration SWEEP = Duration.ofSeconds(2);
    /** What is younger is under way. */
    private static final Duration YOUNG = Duration.ofSeconds(1);
    /** How long a caller waits for what it did to be on its way. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int PAGE = 100;
    private static final int AT_ONCE = 8;

    private final Bus bus;
    private final AnnouncementStore store;
    private final Ids ids;
    private final InstantSource clock;
    private final Map<ConversationId, Future<Void>> running = new HashMap<>();
    private final Map<ConversationId, Future<Void>> queued = new HashMap<>();
    private Future<Void> sweep = Future.succeededFuture();

    Announcer(Bus bus, AnnouncementStore store, Ids ids, InstantSource clock) {
        this.bus = bus;
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /** Sweeps now and every two seconds, for as long as the calling verticle is deployed. */
    void keepSweeping(Vertx vertx) {
        sweep();
        vertx.setPeriodic(SWEEP.toMillis(), due -> sweep());
    }

    /**
     * Lets every node know that a conversation changed, and announces what was kept with the change.
     *
     * @return a future completed when all of it is on its way, or after a second; the sweep does the rest
     */
    Future<Done> tell(ConversationId changed, List<Announcement> announcements) {
        bus.publish(MembershipService.CHANGED, new Changed(List.of(changed)));
        return announce(announcements);
    }

    /** The same without a conversation that changed. */
    Future<Done> announce(List<Announcement> announcements) {
        List<ConversationId> conversations = announcements.stream()
                .map(Announcement::conversation)
                .distinct()
                .toList();
        return each(conversations, 0)
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .map(Done.DONE)
                .otherwise(Done.DONE);
    }

    private void sweep() {
        if (sweep.isComplete()) {
            long below = MessageId.lastBefore(clock.instant().minus(YOUNG).toEpochMilli());
            sweep = store.waiting(below, PAGE)
                    .compose(conversations -> each(conversations, 0))
                    .onFailure(cause -> LOG.debug("Announcements stay for now: {}", cause.getMessage()));
        }
    }

    /** A few conversations at once; one that fails is left to the sweep. */
    private Future<Void> each(List<ConversationId> conversations, int start) {
        if (start >= conversations.size()) {
            return Future.succeededFuture();
        }
        int end = Math.min(conversations.size(), start + AT_ONCE);
        return Future.join(conversations.subList(start, end).stream()
                        .map(this::drain)
                        .toList())
                .transform(done -> each(conversations, end));
    }

    /** One at a time for each conversation; who comes while one runs shares the next. */
    private Future<Void> drain(ConversationId conversation) {
        Future<Void> next = queued.get(conversation);
        Future<Void> now = running.get(conversation);
        if (next != null) {
            return next;
        }
        if (now == null) {
            return begin(conversation);
        }
        Future<Void> later = now.transform(ended -> {
            queued.remove(conversation);
            return begin(conversation);
        });
        queued.put(conversation, later);
        return later;
    }

    private Future<Void> begin(ConversationId conversation) {
        Future<Void> turn = sendAll(conversation, 0)
                .onFailure(cause -> LOG.debug("{} is announced later: {}", conversation, cause.getMessage()));
        running.put(conversation, turn);
        return turn.onComplete(end -> running.remove(conversation));
    }

    private Future<Void> sendAll(ConversationId conversation, long last) {
        return store.of(conversation, PAGE).compose(page -> {
            Future<Long> sent = Future.succeededFuture(last);
            for (Announcement announcement : page) {
                sent = sent.compose(before -> send(announcement, before));
            }
            return sent.compose(id -> page.size() < PAGE ? Future.succeededFuture() : sendAll(conversation, id));
        });
    }

    /** An entry whose id is too old gets a new one, and what follows it gets a larger one. */
    private Future<Long> send(Announcement announcement, long last) {
        MessageId place = announcement.id().value() > last ? announcement.id() : ids.after(last);
        return ask(announcement, place)
                .compose(answer -> answer instanceof Submitted.OutOfTime late
                        ? ask(announcement, after(late))
                        : Future.succeededFuture(answer))
                .compose(Announcer::accepted)
                .compose(id -> store.sent(announcement.id()).map(id.value()));
    }

    private Future<Submitted> ask(Announcement announcement, MessageId place) {
        return bus.request(RouterService.ANNOUNCE, new Announce(announcement.at(place), announcement.recipients()));
    }

    private MessageId after(Submitted.OutOfTime late) {
        return ids.after(Math.max(1, MessageId.lastBefore(late.nowMillis())));
    }

    private static Future<MessageId> accepted(Submitted answer) {
        return answer instanceof Submitted.Accepted accepted
                ? Future.succeededFuture(accepted.id())
                : Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "the clocks of the servers differ too much"));
    }
}
