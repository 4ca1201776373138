package dev.parley.bus;

import dev.parley.model.NodeId;
import java.net.URI;

/** What edges tell all nodes of themselves. */
public final class EdgeService {
    /** How an edge stands: told with each renewal of its node's lease, and when it changes. */
    public static final Topic<Standing> STANDING = new Topic<>("chat.edge.standing", Standing.class);

    private EdgeService() {}

    /**
     * @param url how clients reach it
     * @param sessions how many it holds
     * @param capacity how many it takes
     * @param lagMillis how late its event loops were at most, since it last told
     * @param draining whether it sends its clients away
     */
    public record Standing(
            NodeId node, String region, URI url, int sessions, int capacity, long lagMillis, boolean draining) {}
}
