package dev.parley.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which process of a cluster on this machine is where, and runs what. */
final class ClusterPlan {
    private static final String HOST = "127.0.0.1";
    /** What may run in many processes whatever the stores. */
    private static final String WITHOUT_STORES = "api,edge,router,presence";

    private static final List<String> ALL =
            List.of("persistence", "accounts", "presence", "notification", "router", "api", "edge");

    private ClusterPlan() {}

    /** The settings that each has for itself, in the order in which they can start; none for one that is alone. */
    static List<Map<String, String>> of(Options options) {
        List<Optional<String>> roles = roles(options);
        if (roles.size() == 1) {
            return List.of(Map.of());
        }
        List<Integer> ports = roles.stream().map(role -> FreePorts.next()).toList();
        return IntStream.range(0, roles.size())
                .mapToObj(process -> place(ports, ports.get(process), roles.get(process)))
                .toList();
    }

    private static Map<String, String> place(List<Integer> ports, int port, Optional<String> role) {
        Map<String, String> place = new TreeMap<>();
        place.put("PARLEY_CLUSTER_HOST", HOST);
        place.put("PARLEY_CLUSTER_PORT", String.valueOf(port));
        place.put(
                "PARLEY_CLUSTER_MEMBERS",
                String.join(",", ports.stream().map(each -> HOST + ":" + each).toList()));
        role.ifPresent(verticles -> place.put("PARLEY_VERTICLES", verticles));
        return place;
    }

    /** What each process runs; absent for everything. What is apart comes first, for the others need it. */
    private static List<Optional<String>> roles(Options options) {
        List<Optional<String>> roles = new ArrayList<>();
        options.apart.ifPresent(apart -> roles.add(Optional.of(apart)));
        roles.add(options.apart.map(ClusterPlan::without));
        for (int more = 1; more < options.nodes; more++) {
            roles.add(options.isShared() ? Optional.empty() : Optional.of(WITHOUT_STORES));
        }
        return roles;
    }

    private static String without(String apart) {
        List<String> elsewhere = List.of(apart.split(",", -1));
        return ALL.stream().filter(name -> !elsewhere.contains(name)).collect(Collectors.joining(","));
    }
}
