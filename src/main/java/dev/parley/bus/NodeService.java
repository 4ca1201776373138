package dev.parley.bus;

import dev.parley.model.Message;
import dev.parley.model.NodeId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What every node that holds sessions answers, and how it hands on what arrives. */
public final class NodeService {
    /** Hands a message to the sessions on one node; served {@linkplain Endpoint#at at the node}. */
    public static final Endpoint<Deliver, Done> DELIVER =
            new Endpoint<>("chat.edge.deliver", Deliver.class, Done.class, Duration.ofSeconds(3));
    /** The same to all nodes, when nobody knows where the members are. */
    public static final Topic<Deliver> DELIVER_EVERYWHERE = new Topic<>("chat.edge.deliver", Deliver.class);
    /** Tells all nodes to close sessions that another replaced. */
    public static final Topic<Replaced> REPLACED = new Topic<>("chat.edge.replaced", Replaced.class);

    private NodeService() {}

    /** What arrives for the sessions of {@code user} on this node; used on the node only, never between nodes. */
    public static Topic<Deliver> user(UserId user) {
        return new Topic<>("user." + user, Deliver.class);
    }

    /**
     * @param message what to show
     * @param users the members that are on the node
     * @param origin the session that sent it and gets no copy
     */
    public record Deliver(Message message, List<UserId> users, Optional<SessionId> origin) {
        public Deliver {
            users = List.copyOf(users);
        }
    }

    /** @param sessions to be closed with 4409 wherever they are */
    public record Replaced(NodeId node, List<SessionId> sessions) {}
}
