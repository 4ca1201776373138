package dev.parley.bus;

import dev.parley.bus.EdgeService.Standing;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the {@code ops} verticles of a cluster tell each other, when an operator looks. */
public final class OpsService {
    /** Asks every node how it is. Each tells {@link #TELL} at the node that asks. */
    public static final Topic<Ask> ASK = new Topic<>("chat.ops.ask", Ask.class);
    /** Takes in how a node is; served {@linkplain Endpoint#at at the node} that asked. */
    public static final Endpoint<Report, Done> TELL =
            new Endpoint<>("chat.ops.tell", Report.class, Done.class, Duration.ofSeconds(2));
    /** Begins to send the clients of a node away; served {@linkplain Endpoint#at at the node}. */
    public static final Endpoint<Done, Done> DRAIN =
            new Endpoint<>("chat.ops.drain", Done.class, Done.class, Duration.ofSeconds(3));

    private OpsService() {}

    /** @param asker who is to be told */
    public record Ask(NodeId asker) {}

    /** How a node is, and what it depends on. */
    public record Report(Vitals vitals, List<Dependency> dependencies) {}

    /**
     * @param upMillis since the start of the process
     * @param lease the number that the node holds; absent while it holds none, and where it needs none
     * @param edge how its edge stands; absent where it has none
     */
    public record Vitals(
            NodeId node,
            String region,
            String version,
            long upMillis,
            List<Running> verticles,
            Optional<NodeNumber> lease,
            Optional<Standing> edge,
            Totals totals,
            Machine machine) {}

    /** @param up whether it runs; false while it waits for others to start */
    public record Running(String name, int instances, boolean up) {}

    /**
     * Something without which a node is not ready.
     *
     * @param since when this was first noticed of it
     * @param reason why it is not up; empty when it is
     */
    public record Dependency(String name, boolean up, Instant since, String reason) {}

    /**
     * What a node has done since its start.
     *
     * @param heard frames from clients
     * @param said frames to clients
     * @param deliverySeconds how long all deliveries took together
     */
    public record Totals(
            long accepted, long failed, long delivered, double deliverySeconds, long heard, long said, long pushed) {}

    /** @param processors the share of the machine's processors that the process takes, 0 to 1 */
    public record Machine(long heapUsed, long heapMost, double processors) {}
}
