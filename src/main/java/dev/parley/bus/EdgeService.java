package dev.parley.bus;

import dev.parley.model.NodeId;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What edges tell of themselves, and ask of the nodes that recommend edges: those with {@code api}. */
public final class EdgeService {
    /** How an edge stands: told with each renewal of its node's lease, and when it changes. */
    public static final Topic<Standing> STANDING = new Topic<>("chat.edge.standing", Standing.class);

    /** Where clients may go that an edge does not take. Any node that recommends edges answers, and counts the clients there. */
    public static final Endpoint<Seek, Found> ELSEWHERE =
            new Endpoint<>("chat.edge.elsewhere", Seek.class, Found.class, Duration.ofSeconds(2));

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

    /**
     * @param from the node whose clients are to go
     * @param region where they are
     * @param clients how many there are
     */
    public record Seek(NodeId from, String region, int clients) {}

    /** @param urls of edges that take them in, some of them twice, to be gone through in turn; none when no edge does */
    public record Found(List<URI> urls) {}
}
