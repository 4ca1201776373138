package dev.parley.edge;

import dev.parley.bus.NodeService.Deliver;
import dev.parley.listen.Callers;
import dev.parley.model.ConversationId;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.NodeId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import dev.parley.node.Accepted;
import dev.parley.node.Draft;
import dev.parley.node.EdgeBoard;
import dev.parley.node.IdClock;
import dev.parley.node.Identity;
import dev.parley.node.LocalSessions;
import dev.parley.node.Node;
import dev.parley.node.OwnEdge;
import dev.parley.node.RateLimits;
import dev.parley.node.Recipient;
import dev.parley.node.TrafficMeter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/** A node made by hand: tokens are {@code <user>/<device>}, sends are answered by a function, deliveries are pushed. */
final class FakeNode implements LocalSessions, IdClock {
    volatile List<URI> otherEdges = List.of();
    final OwnEdge edge;
    static final SessionId NO_SESSION = new SessionId("none");

    private final RateLimits limits;
    private final Callers callers;
    final Map<SessionId, Attached> attached = new ConcurrentHashMap<>();
    final List<MessageId> observed = new CopyOnWriteArrayList<>();
    volatile BiFunction<Draft, SessionId, Future<Accepted>> submitter = this::accept;
    volatile Future<Void> attachGate = Future.succeededFuture();
    volatile Instant expiry = Instant.now().plusSeconds(3600);
    private final AtomicLong ids = new AtomicLong(250_000_000_000_000_000L);
    private final AtomicLong sessions = new AtomicLong();

    FakeNode(RateLimits limits, int capacity, Callers callers) {
        this.limits = limits;
        this.callers = callers;
        this.edge = new OwnEdge(capacity, TrafficMeter.NONE);
    }

    record Attached(Identity identity, Recipient recipient, Context context) {}

    Node node() {
        return new Node(
                new NodeId("n"),
                this,
                this::verify,
                this,
                (draft, origin) -> submitter.apply(draft, origin.orElse(NO_SESSION)),
                limits,
                new EdgeBoard("local", System::nanoTime, bound -> 0),
                clients -> Future.succeededFuture(otherEdges),
                edge,
                callers);
    }

    private Future<Identity> verify(String token) {
        if (token.equals("expired")) {
            return Future.failedFuture(Failure.of(FailureCode.TOKEN_EXPIRED, "expired"));
        }
        String[] parts = token.split("/", -1);
        try {
            return Future.succeededFuture(
                    new Identity(UserId.parse(parts[0]), DeviceId.parse(parts[parts.length - 1]), "s", expiry));
        } catch (IllegalArgumentException noIds) {
            return Future.failedFuture(Failure.of(FailureCode.UNAUTHENTICATED, "forged"));
        }
    }

    Future<Accepted> accept(Draft draft, SessionId origin) {
        return Future.succeededFuture(new Accepted(next(), draft.conversation(), false));
    }

    @Override
    public Future<Attachment> attach(SessionId session, Identity identity, boolean visible, Recipient recipient) {
        attached.put(session, new Attached(identity, recipient, Vertx.currentContext()));
        return attachGate.map(listed -> () -> {
            attached.remove(session);
            return Future.succeededFuture();
        });
    }

    @Override
    public Future<Attachment> listen(SessionId session, Identity identity, Recipient recipient) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SessionId newSessionId() {
        return new SessionId("session-" + sessions.incrementAndGet());
    }

    /** Hands a message to every session of a user but its origin's own way of skipping. */
    void deliver(UserId user, Message message, Optional<SessionId> origin) {
        deliver(user, Deliver.of(message, List.of(user), origin));
    }

    void deliver(UserId user, Deliver delivery) {
        attached.values().stream()
                .filter(session -> session.identity().user().equals(user))
                .forEach(session ->
                        session.context().runOnContext(v -> session.recipient().deliver(delivery)));
    }

    void end(Recipient.End reason) {
        attached.values().forEach(session -> session.context()
                .runOnContext(v -> session.recipient().end(reason)));
    }

    @Override
    public MessageId next() {
        return new MessageId(ids.addAndGet(4096));
    }

    @Override
    public void observe(MessageId seen) {
        observed.add(seen);
    }

    /** A message from one user to another. */
    Message message(long id, UserId from, UserId to, String text) {
        return new Message(
                new MessageId(id),
                ConversationId.direct(from, to),
                from,
                Message.Kind.TEXT,
                "ref-" + id,
                text,
                Optional.empty(),
                List.of());
    }
}
