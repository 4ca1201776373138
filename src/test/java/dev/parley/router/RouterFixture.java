package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.PresenceVisibility;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.Endpoint;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.Changed;
import dev.parley.bus.MembershipService.Changes;
import dev.parley.bus.MembershipService.OfConversation;
import dev.parley.bus.MembershipService.Roster;
import dev.parley.bus.MembershipService.Roster.Members;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.MembershipService.Viewers;
import dev.parley.bus.MembershipService.Window;
import dev.parley.bus.MembershipService.Windows;
import dev.parley.bus.MembershipService.Wrote;
import dev.parley.bus.NodeService;
import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.Append;
import dev.parley.bus.PersistenceService.Appended;
import dev.parley.bus.PersistenceService.History;
import dev.parley.bus.PersistenceService.HistoryPage;
import dev.parley.bus.PersistenceService.Mark;
import dev.parley.bus.PersistenceService.Marked;
import dev.parley.bus.PersistenceService.Place;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Locate;
import dev.parley.bus.PresenceService.Located;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Order;
import dev.parley.bus.RouterService;
import dev.parley.bus.RouterService.Submit;
import dev.parley.bus.RouterService.Submitted;
import dev.parley.bus.RouterService.Typing;
import dev.parley.config.Settings;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.GroupId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.NodeId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A router between neighbours made by hand: everyone is on one node, what is appended is kept. */
final class RouterFixture implements AutoCloseable {
    static final UserId ANN = new UserId(1);
    static final UserId BOB = new UserId(2);
    static final UserId EVE = new UserId(3);
    static final ConversationId CHAT = ConversationId.direct(ANN, BOB);
    static final ConversationId GROUP = new ConversationId.Group(new GroupId(5));
    static final Optional<SessionId> ORIGIN = Optional.of(new SessionId("origin"));
    static final NodeId NODE = new NodeId("node");

    final Vertx vertx = Vertx.vertx();
    final Bus bus = new Bus(vertx);
    final BlockingQueue<Append> appends = new LinkedBlockingQueue<>();
    final BlockingQueue<Deliver> deliveries = new LinkedBlockingQueue<>();
    final BlockingQueue<Mark> marks = new LinkedBlockingQueue<>();
    final BlockingQueue<Wrote> wrote = new LinkedBlockingQueue<>();
    final Map<MessageId, Message> log = new ConcurrentSkipListMap<>();
    final AtomicInteger rosterQuestions = new AtomicInteger();
    /** What the next append changes before it is answered. */
    volatile Runnable meanwhile = () -> {};

    volatile Members members = members(1, 0, new Standing.Open(), ANN, BOB);
    /** Who of the members may see an entry. */
    volatile Function<MessageId, Set<UserId>> viewers = id -> Set.copyOf(members.users());

    /** Who may see an entry, and is not in the conversation any more. */
    volatile Set<UserId> formerViewers = Set.of();

    /** Who is not in the conversation any more. */
    volatile Set<UserId> former = Set.of();

    volatile boolean ended;
    volatile boolean showsReading = true;
    /** Who is not connected. */
    final Set<UserId> away = ConcurrentHashMap.newKeySet();
    /** Whether nobody knows who is connected. */
    volatile boolean lost;

    final BlockingQueue<Order> queued = new LinkedBlockingQueue<>();
    volatile boolean queueIsDown;
    volatile boolean queueHangs;

    RouterFixture() {
        this(new Settings.Chat(true, Duration.ofDays(1), Optional.empty()));
    }

    RouterFixture(Settings.Chat rules) {
        serve(MembershipService.MEMBERS, this::roster);
        serve(MembershipService.VIEWERS, asked -> new Viewers(viewers.apply(asked.id()), formerViewers));
        serve(MembershipService.WINDOWS, asked -> windows(asked.user()));
        serve(MembershipService.WROTE, news -> {
            wrote.add(news);
            return Done.DONE;
        });
        serve(MembershipService.CHANGES, asked -> new Changes(List.of(), true, Instant.now()));
        serve(AccountsService.PROFILE, asked -> profile(asked.user()));
        serve(PersistenceService.APPEND, this::append);
        serve(PersistenceService.KNOWN, this::known);
        serve(PersistenceService.HISTORY, this::history);
        serve(PersistenceService.MARK, this::mark);
        serve(PresenceService.LOCATE, this::locate);
        await(bus.serve(PushService.QUEUE, this::queue));
        serve(NodeService.DELIVER_MANY.at(NODE), many -> {
            deliveries.addAll(many.deliveries());
            return Done.DONE;
        });
        serve(NodeService.DELIVER.at(NODE), delivery -> {
            deliveries.add(delivery);
            return Done.DONE;
        });
        await(vertx.deployVerticle(new RouterVerticle(bus, rules, true)));
    }

    static Members members(long version, long since, Standing standing, UserId... users) {
        return new Members(List.of(users), Set.of(users[0]), version, since, standing);
    }

    Submitted submit(Message message) {
        return ask(RouterService.SUBMIT, new Submit(message, ORIGIN, false));
    }

    /** Changes how the two stand, and comes back when the router has heard of it and asked. */
    void stand(Standing standing) {
        members = members(members.version() + 1, 0, standing, ANN, BOB);
        int before = rosterQuestions.get();
        bus.publish(MembershipService.CHANGED, new Changed(List.of(CHAT)));
        for (long start = System.nanoTime(); rosterQuestions.get() == before; ) {
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
            ask(RouterService.TYPING, new Typing(ANN, CHAT, true, ORIGIN.get()));
        }
    }

    <Q, R> R ask(Endpoint<Q, R> endpoint, Q question) {
        return await(bus.request(endpoint, question));
    }

    static Message text(long id, ConversationId conversation, UserId from) {
        return text(id, conversation, from, "ref-" + id);
    }

    static Message text(long id, ConversationId conversation, UserId from, String ref) {
        return new Message(
                new MessageId(id), conversation, from, Message.Kind.TEXT, ref, "hi", Optional.empty(), List.of());
    }

    static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("something within 20 s").isNotNull();
        return next;
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private Roster roster(OfConversation asked) {
        rosterQuestions.incrementAndGet();
        if (ended) {
            throw Failure.of(FailureCode.NOT_FOUND, "there is no such conversation");
        }
        return asked.known().equals(Optional.of(members.version())) ? new Roster.Unchanged() : members;
    }

    private Windows windows(UserId user) {
        if (former.contains(user)) {
            return new Windows(List.of(new Window(0, Long.MAX_VALUE)), false);
        }
        throw Failure.of(FailureCode.ACCESS_DENIED, "you are not in this conversation");
    }

    private Appended append(Append append) {
        Optional<Message> known = log.values().stream()
                .filter(one -> isAgain(append.message(), one))
                .findFirst();
        if (known.isPresent()) {
            return new Appended.Known(known.get().id(), known.get().conversation());
        }
        log.put(append.message().id(), append.message());
        appends.add(append);
        Runnable change = meanwhile;
        meanwhile = () -> {};
        change.run();
        return new Appended.Stored();
    }

    private Appended known(Append append) {
        if (log.containsKey(append.message().id())) {
            return new Appended.Stored();
        }
        return log.values().stream()
                .filter(one -> isAgain(append.message(), one))
                .findFirst()
                .<Appended>map(one -> new Appended.Known(one.id(), one.conversation()))
                .orElseGet(() -> new Appended.OutOfTime(0));
    }

    private static boolean isAgain(Message message, Message known) {
        return message.ref().equals(known.ref())
                && message.from().equals(known.from())
                && !message.id().equals(known.id());
    }

    private HistoryPage history(History asked) {
        if (asked.place() instanceof Place.After after) {
            return new HistoryPage(
                    log.values().stream()
                            .filter(message -> message.id().value() > after.id())
                            .toList(),
                    false,
                    false);
        }
        long below = ((Place.Before) asked.place()).id();
        List<Message> found = log.values().stream()
                .filter(message -> message.id().value() < below)
                .reduce((first, second) -> second)
                .map(List::of)
                .orElse(List.of());
        return new HistoryPage(found, false, false);
    }

    private Located locate(Locate asked) {
        if (lost) {
            throw Failure.of(FailureCode.UNAVAILABLE, "the directory is down");
        }
        return new Located(asked.users().stream()
                .filter(user -> !away.contains(user))
                .collect(Collectors.toMap(user -> user, on -> Set.of(NODE))));
    }

    private Future<Done> queue(PushService.Queue asked) {
        if (queueHangs) {
            return Future.future(never -> {});
        }
        if (queueIsDown) {
            return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "the queue is down"));
        }
        queued.addAll(asked.orders());
        return Future.succeededFuture(Done.DONE);
    }

    private Marked mark(Mark mark) {
        marks.add(mark);
        return new Marked(mark.delivered(), mark.read());
    }

    private Profile profile(UserId user) {
        return new Profile(user, "name", "Name", "", "", PresenceVisibility.EVERYONE, showsReading);
    }

    private <Q, R> void serve(Endpoint<Q, R> endpoint, Function<Q, R> answer) {
        await(bus.serve(endpoint, question -> {
            try {
                return Future.succeededFuture(answer.apply(question));
            } catch (Failure failure) {
                return Future.failedFuture(failure);
            }
        }));
    }

    private static <T> T await(Future<T> future) {
        return future.timeout(20, TimeUnit.SECONDS).await();
    }
}
