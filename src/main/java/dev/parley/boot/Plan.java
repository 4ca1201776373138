package dev.parley.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be deployed, in start order.
 *
 * @param origin where the plan was found, for people
 * @param foreign those of the operator's own, which are deployed before those that clients connect to
 */
record Plan(String origin, List<PlannedVerticle> verticles, List<ForeignVerticle> foreign) {
    Plan {
        verticles = List.copyOf(verticles);
        foreign = List.copyOf(foreign);
    }

    /**
     * The part of the plan that this process runs: the picked verticles, all of them when none is picked. {@code ops} is
     * always among them, for every node can be asked how it is.
     *
     * @throws CannotStart when a name is not in the plan
     */
    Plan pick(Set<String> names) {
        names.forEach(this::require);
        return new Plan(
                origin,
                verticles.stream()
                        .filter(verticle -> names.isEmpty() || isPicked(verticle, names))
                        .toList(),
                foreign.stream()
                        .filter(verticle -> names.isEmpty() || names.contains(verticle.name()))
                        .toList());
    }

    /** The same with the node verticle, right before the first one that uses it. */
    Plan withNode() {
        List<PlannedVerticle> all = new ArrayList<>();
        for (PlannedVerticle verticle : verticles) {
            if (verticle.name().usesNode() && all.stream().noneMatch(one -> one.name() == VerticleName.NODE)) {
                all.add(PlannedVerticle.of(VerticleName.NODE));
            }
            all.add(verticle);
        }
        return new Plan(origin, all, foreign);
    }

    boolean has(VerticleName name) {
        return verticles.stream().anyMatch(verticle -> verticle.name() == name);
    }

    private static boolean isPicked(PlannedVerticle verticle, Set<String> names) {
        return verticle.name() == VerticleName.OPS
                || names.contains(verticle.name().toString());
    }

    private void require(String name) {
        if (names().noneMatch(name::equals)) {
            throw new CannotStart(
                    "PARLEY_VERTICLES names \"" + name + "\"; allowed: " + names().collect(Collectors.joining(", ")));
        }
    }

    /** The names of all, those of the operator's own at the end. */
    Stream<String> names() {
        return Stream.concat(
                verticles.stream().map(one -> one.name().toString()),
                foreign.stream().map(ForeignVerticle::name));
    }
}
