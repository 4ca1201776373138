package dev.parley.lab;

import dev.parley.lab.Fact.Disturbed;
import dev.parley.lab.Fact.Owned;
import dev.parley.lab.Fact.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A user with a connection, not one who only polls, shows online after {@value #ARRIVING_MILLIS} ms at the most, and one without offline after {@value
 * #LEAVING_MILLIS} ms. While something is wrong with the cluster, and for as long after, nothing is promised.
 */
final class PresenceBounds implements Check {
    static final long ARRIVING_MILLIS = 10_000;
    /** A lease of 10 s, 30 s in which a device may come back, and some time to tell. */
    static final long LEAVING_MILLIS = 45_000;

    @Override
    public List<String> wrong(History history) {
        Stays stays = new Stays(history);
        List<Disturbed> disturbed = history.of(Disturbed.class);
        Map<String, List<String>> devices = new HashMap<>();
        history.of(Owned.class).stream()
                .filter(owned -> owned.link().showsOnline())
                .forEach(owned -> devices.computeIfAbsent(owned.user(), first -> new ArrayList<>())
                        .add(owned.device()));
        List<String> wrong = new ArrayList<>();
        for (Shown shown : history.of(Shown.class)) {
            List<String> own = devices.getOrDefault(shown.user(), List.of());
            long since = shown.at() - (shown.online() ? LEAVING_MILLIS : ARRIVING_MILLIS);
            boolean calm = disturbed.stream().noneMatch(one -> one.until() >= since && one.from() <= shown.at());
            boolean disproved = shown.online()
                    ? own.stream().allMatch(device -> stays.isGone(device, since, shown.at()))
                    : own.stream().anyMatch(device -> stays.isHere(device, since, shown.at()));
            if (calm && disproved) {
                wrong.add(shown.toString());
            }
        }
        return wrong;
    }
}
