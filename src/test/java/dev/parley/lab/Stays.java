package dev.parley.lab;

import dev.parley.lab.Fact.Linked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When which device was connected, as it saw that itself. */
final class Stays {
    private final Map<String, List<Stay>> stays = new HashMap<>();

    /** A time in which a device was connected. */
    private record Stay(long from, long until) {}

    Stays(History history) {
        Map<String, Long> since = new HashMap<>();
        for (Linked linked : history.of(Linked.class)) {
            Long up = linked.up() ? since.put(linked.device(), linked.at()) : since.remove(linked.device());
            if (!linked.up() && up != null) {
                add(linked.device(), new Stay(up, linked.at()));
            }
        }
        since.forEach((device, up) -> add(device, new Stay(up, Long.MAX_VALUE)));
    }

    private void add(String device, Stay stay) {
        stays.computeIfAbsent(device, first -> new ArrayList<>()).add(stay);
    }

    /** Whether it was connected all that time, without a break. */
    boolean isHere(String device, long from, long until) {
        return of(device).stream().anyMatch(stay -> stay.from() <= from && stay.until() >= until);
    }

    /** Whether it was not connected at any time in between. */
    boolean isGone(String device, long from, long until) {
        return of(device).stream().noneMatch(stay -> stay.until() >= from && stay.from() <= until);
    }

    private List<Stay> of(String device) {
        return stays.getOrDefault(device, List.of());
    }
}
