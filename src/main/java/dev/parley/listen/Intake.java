package dev.parley.listen;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How much each network has sent that is kept here for nobody as yet: requests that are not answered, and what came by a
 * connection before it was known whose it is. Safe for use by any thread.
 */
final class Intake {
    private final long most;
    private final ConcurrentMap<String, Long> bytes = new ConcurrentHashMap<>();

    /** @param most of one network, in bytes */
    Intake(long most) {
        this.most = most;
    }

    /** Counts some more; false, and counts nothing, where that would be too much. */
    boolean take(String network, long more) {
        if (bytes.merge(network, more, Long::sum) <= most) {
            return true;
        }
        giveBack(network, more);
        return false;
    }

    void giveBack(String network, long some) {
        bytes.computeIfPresent(network, (same, count) -> count <= some ? null : count - some);
    }
}
