package dev.parley.sessions.shared;

import dev.parley.model.NodeId;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one user stands on the board.
 *
 * @param shown whether the user shows online
 * @param lookAt when it is to be looked whether a session is left
 * @param tellAt when friends are to be told by whoever finds that nobody has done so
 * @param activeAt when the session that left was active; 0 when none has
 * @param nodes where visible sessions arrived; some may be gone
 */
record Standing(boolean shown, long lookAt, long tellAt, long activeAt, List<NodeId> nodes) {
    static final long NEVER = Long.MAX_VALUE;

    private static final int FIRST_NODE = 4;
    private static final Standing NONE = new Standing(false, NEVER, NEVER, 0, List.of());

    static Standing read(Optional<String> text) {
        return text.map(JsonArray::new).map(Standing::read).orElse(NONE);
    }

    private static Standing read(JsonArray array) {
        List<NodeId> nodes = new ArrayList<>();
        for (int i = FIRST_NODE; i < array.size(); i++) {
            nodes.add(new NodeId(array.getString(i)));
        }
        return new Standing(
                array.getBoolean(0), array.getLong(1), array.getLong(2), array.getLong(3), List.copyOf(nodes));
    }

    /** @return what the map is to hold; absent when there is nothing to say of the user */
    Optional<String> write() {
        if (!shown && tellAt == NEVER) {
            return Optional.empty();
        }
        JsonArray array = new JsonArray().add(shown).add(lookAt).add(tellAt).add(activeAt);
        nodes.forEach(node -> array.add(node.value()));
        return Optional.of(array.encode());
    }

    /** When somebody has to do something about it. */
    long next() {
        return Math.min(lookAt, tellAt);
    }

    Standing arrived(NodeId node, long tellAtIfNews) {
        List<NodeId> all = new ArrayList<>(nodes);
        if (!all.contains(node)) {
            all.add(node);
        }
        return new Standing(true, NEVER, shown ? tellAt : tellAtIfNews, 0, List.copyOf(all));
    }

    Standing leaving(long at, long active) {
        return new Standing(shown, at, tellAt, Math.max(activeAt, active), nodes);
    }

    /** What becomes of it when a node is no more. A look that is due later anyway is soon enough. */
    Standing without(NodeId node, long at) {
        List<NodeId> rest = nodes.stream().filter(other -> !other.equals(node)).toList();
        return new Standing(shown, lookAt == NEVER || lookAt < at ? at : lookAt, tellAt, activeAt, rest);
    }

    /** What is due is put off for as long as who takes it may take. */
    Standing taken(long now, long until) {
        return new Standing(shown, lookAt <= now ? until : lookAt, tellAt <= now ? until : tellAt, activeAt, nodes);
    }

    Standing stays() {
        return new Standing(true, NEVER, tellAt, 0, nodes);
    }

    Standing gone(long tell) {
        return new Standing(false, NEVER, tell, 0, List.of());
    }

    Standing told() {
        return new Standing(shown, lookAt, NEVER, activeAt, nodes);
    }
}
