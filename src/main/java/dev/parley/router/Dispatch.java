package dev.parley.router;

import dev.parley.bus.Bus;
import dev.parley.bus.NodeService;
import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.NodeService.Deliveries;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Locate;
import dev.parley.bus.PresenceService.Located;
import dev.parley.bus.PushService;
import dev.parley.model.Message;
import dev.parley.model.NodeId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a durable message to the nodes on which its members are: one bus message a node. What the bus loses, a device gets
 * by its next sync, so a node that does not answer is asked once more and then left alone.
 */
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final Bus bus;
    private final Whereabouts whereabouts;
    private final Everywhere everywhere;
    private final Pushes pushes;

    Dispatch(Bus bus, Whereabouts whereabouts, Everywhere everywhere, Pushes pushes) {
        this.bus = bus;
        this.whereabouts = whereabouts;
        this.everywhere = everywhere;
        this.pushes = pushes;
    }

    /**
     * @return a future completed when the message is on its way, in order after all that this router sent before, and pushes
     *     for those who are not connected are queued, or are not waited for any more; it does not fail
     */
    Future<Void> send(Message message, List<UserId> members, Optional<SessionId> origin) {
        return whereabouts
                .of(Set.copyOf(members))
                .onSuccess(located -> sendTo(located, message, origin))
                .onFailure(cause -> sendEverywhere(message, members, origin, cause))
                .compose(located -> pushes.tell(message, away(members, located), PushService.GATHERED))
                .recover(unknown -> pushes.tell(message, members, PushService.ACKNOWLEDGED_WITHIN));
    }

    /**
     * Has pushed what a client sends again, to those of its members who have not got it and were not told.
     *
     * @return a future completed when that is queued, or not waited for any more; it does not fail
     */
    Future<Void> remind(Message message, List<UserId> members) {
        return pushes.tell(message, members, PushService.ACKNOWLEDGED_WITHIN);
    }

    private static List<UserId> away(List<UserId> members, Located located) {
        return members.stream()
                .filter(user -> !located.nodes().containsKey(user))
                .toList();
    }

    /**
     * Sends what is not kept, once, to the sessions that there are.
     *
     * @return a future completed when it is on its way; it does not fail
     */
    Future<Void> pass(List<Deliver> news) {
        Set<UserId> users = news.stream().flatMap(one -> one.users().stream()).collect(Collectors.toSet());
        return users.isEmpty()
                ? Future.succeededFuture()
                : bus.request(PresenceService.LOCATE, new Locate(users))
                        .onSuccess(located -> byNode(located).forEach((node, there) -> pass(node, news, there)))
                        .<Void>mapEmpty()
                        .otherwiseEmpty();
    }

    private void pass(NodeId node, List<Deliver> news, List<UserId> there) {
        Set<UserId> here = Set.copyOf(there);
        List<Deliver> some = news.stream()
                .map(one -> new Deliver(
                        one.news(), one.users().stream().filter(here::contains).toList(), one.origin()))
                .filter(one -> !one.users().isEmpty())
                .toList();
        bus.request(NodeService.DELIVER_MANY.at(node), new Deliveries(some));
    }

    private void sendTo(Located located, Message message, Optional<SessionId> origin) {
        byNode(located).forEach((node, users) -> deliver(node, Deliver.of(message, users, origin), message));
    }

    private void deliver(NodeId node, Deliver delivery, Message message) {
        bus.request(NodeService.DELIVER.at(node), delivery)
                .recover(once -> bus.request(NodeService.DELIVER.at(node), delivery))
                .onFailure(cause -> {
                    LOG.atDebug()
                            .addKeyValue("messageId", message.id())
                            .log("Message {} did not reach node {}: {}", message.id(), node, cause.getMessage());
                    pushes.tell(message, delivery.users(), PushService.ACKNOWLEDGED_WITHIN);
                });
    }

    private void sendEverywhere(Message message, List<UserId> members, Optional<SessionId> origin, Throwable cause) {
        LOG.atDebug()
                .addKeyValue("messageId", message.id())
                .log("Message {} is for every node: {}", message.id(), cause.getMessage());
        everywhere.send(Deliver.of(message, members, origin));
    }

    private static Map<NodeId, List<UserId>> byNode(Located located) {
        Map<NodeId, List<UserId>> byNode = new HashMap<>();
        located.nodes()
                .forEach((user, nodes) -> nodes.forEach(node ->
                        byNode.computeIfAbsent(node, first -> new ArrayList<>()).add(user)));
        return byNode;
    }
}
