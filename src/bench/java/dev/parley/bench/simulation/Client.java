package dev.parley.bench.simulation;

import dev.parley.bus.EdgeService.Standing;
import dev.parley.model.Content;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import dev.parley.node.Draft;
import dev.parley.node.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A device as the web client behaves: asks the api for an edge, comes, and comes back after a loss, at anything from half of to
 * a whole delay that doubles.
 */
final class Client {
    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 30_000;
    private static final int MOST_DOUBLINGS = 6;
    /** One way over the internet. */
    private static final long AWAY_NANOS = 30_000_000;

    private static final String TEXT = "x".repeat(200);

    private final World world;
    private final int number;
    private Stay stay;
    private int tries;
    private byte failures;

    Client(World world, int number) {
        this.world = world;
        this.number = number;
    }

    World world() {
        return world;
    }

    UserId user() {
        return world.people().user(number);
    }

    Identity identity() {
        return new Identity(user(), world.people().device(number), "sign-in", Instant.MAX);
    }

    /** The edge that it is on; absent while it is on none. */
    Optional<Edge> edge() {
        return Optional.ofNullable(stay).filter(Stay::isListed).map(Stay::edge);
    }

    boolean isIn(Stay other) {
        return stay == other;
    }

    /** Is put on an edge, without a network between. */
    void settle(Edge edge) {
        stay = new Stay(this, edge, nextSession());
        stay.connect();
        stay.hello();
    }

    /** Asks for an edge and goes there; what it was on finds out when somebody says so. */
    Client come() {
        stay = null;
        Edge api = world.api();
        api.machine().work(AWAY_NANOS, Effort.ASK, () -> {
            Optional<Standing> to = api.node().edges().recommend();
            world.timeline().in(3 * AWAY_NANOS, () -> open(to));
        });
        return this;
    }

    /** Its network is gone: the edge finds out at once, and it stays away. */
    void goAway() {
        if (stay != null) {
            stay.leave();
            stay = null;
        }
    }

    /** What it was on is no more. */
    void lost(Stay gone) {
        if (stay == gone) {
            retry();
        }
    }

    void write() {
        edge().ifPresent(edge -> {
            world.meter().count("messages sent", 1);
            Draft draft = new Draft(
                    user(),
                    world.people().group(user(), world.draw(4)),
                    new Content(Integer.toString(tries++), TEXT, Optional.empty(), List.of()));
            edge.node()
                    .submitter()
                    .submit(draft, Optional.of(stay.session()))
                    .onComplete(accepted -> world.meter().count("messages accepted", 1), refused -> world.meter()
                            .count("messages refused", 1));
        });
    }

    private void open(Optional<Standing> to) {
        Optional<Edge> edge = to.flatMap(standing -> world.edge(standing.url())).filter(Edge::takes);
        world.meter().count(edge.isPresent() ? "connections" : "connections refused", 1);
        if (edge.isEmpty()) {
            retry();
            return;
        }
        world.connections().add(edge.get());
        Stay next = new Stay(this, edge.get(), nextSession());
        stay = next;
        next.connect();
        edge.get().machine().work(0, Effort.HELLO, () -> hello(next));
    }

    private void hello(Stay next) {
        if (stay == next) {
            next.hello().onSuccess(listed -> failures = 0).onFailure(refused -> lost(next));
        }
    }

    private void retry() {
        stay = null;
        long most = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        world.timeline().inMillis(most / 2 + world.draw((int) most / 2 + 1), this::come);
    }

    private SessionId nextSession() {
        return new SessionId(number + "." + tries++);
    }
}
