package dev.parley.lab;

import dev.parley.lab.Fact.Accepted;
import dev.parley.lab.Fact.Follows;
import dev.parley.lab.Fact.Got;
import dev.parley.lab.Fact.Kept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cursors never skip: whatever of an inbox does not follow a cursor in the end was on the device when it was given that
 * cursor.
 */
final class Cursors implements Check {
    @Override
    public List<String> wrong(History history) {
        Map<String, Map<String, Set<Long>>> follows = new HashMap<>();
        history.of(Follows.class).forEach(page -> follows.computeIfAbsent(page.user(), first -> new HashMap<>())
                .put(page.cursor(), page.ids()));
        Map<String, String> owners = history.owners();
        Map<String, Set<Long>> had = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (Fact fact : history.all()) {
            if (fact instanceof Got got) {
                has(had, got.device()).add(got.entry().id());
            } else if (fact instanceof Accepted accepted) {
                has(had, accepted.device()).add(accepted.id());
            } else if (fact instanceof Kept kept) {
                Map<String, Set<Long>> pages = follows.getOrDefault(owners.get(kept.device()), Map.of());
                skipped(kept, pages, has(had, kept.device()))
                        .forEach(id -> wrong.add(kept.device() + " was given " + kept.cursor() + " without " + id));
            }
        }
        return wrong;
    }

    private static Set<Long> has(Map<String, Set<Long>> had, String device) {
        return had.computeIfAbsent(device, first -> new HashSet<>());
    }

    private static Set<Long> skipped(Kept kept, Map<String, Set<Long>> pages, Set<Long> had) {
        if (!pages.containsKey(kept.cursor())) {
            return Set.of();
        }
        Set<Long> skipped = new HashSet<>(pages.getOrDefault("0", Set.of()));
        skipped.removeAll(pages.get(kept.cursor()));
        skipped.removeAll(had);
        return skipped;
    }
}
