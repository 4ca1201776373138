package dev.parley.api;

import dev.parley.bus.NodeService.Deliver;
import dev.parley.model.Message;
import dev.parley.model.SessionId;
import dev.parley.node.Identity;
import dev.parley.node.LocalSessions;
import dev.parley.node.Recipient;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions of a node, as far as listeners go. */
final class FakeSessions implements LocalSessions {
    private final Vertx vertx;
    private final Map<SessionId, Listener> listeners = new ConcurrentHashMap<>();
    volatile Future<Void> listing = Future.succeededFuture();

    private record Listener(Recipient recipient, Context context) {}

    FakeSessions(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Future<Attachment> attach(SessionId session, Identity identity, boolean visible, Recipient recipient) {
        return Future.failedFuture(new AssertionError("a poll must not take its device's session"));
    }

    @Override
    public Future<Attachment> listen(SessionId session, Identity identity, Recipient recipient) {
        listeners.put(session, new Listener(recipient, vertx.getOrCreateContext()));
        return listing.<Attachment>map(listed -> () -> {
                    listeners.remove(session);
                    return Future.succeededFuture();
                })
                .onFailure(unlisted -> listeners.remove(session));
    }

    @Override
    public SessionId newSessionId() {
        return new SessionId(UUID.randomUUID().toString());
    }

    int count() {
        return listeners.size();
    }

    void deliver(Message message) {
        Deliver delivery = Deliver.of(message, List.of(), Optional.empty());
        each(recipient -> recipient.deliver(delivery));
    }

    void revoke() {
        each(recipient -> recipient.end(Recipient.End.REVOKED));
    }

    private void each(java.util.function.Consumer<Recipient> action) {
        listeners.values().forEach(one -> one.context().runOnContext(now -> action.accept(one.recipient())));
    }
}
