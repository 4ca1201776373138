package dev.parley.bench;

import java.io.IOException;
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

    /** The settings that each has for itself; none for one that is alone. */
    static List<Map<String, String>> of(Options options) throws IOException {
        int processes = options.nodes + (options.apart.isPresent() ? 1 : 0);
        if (processes <= 1) {
            return List.of(Map.of());
        }
        List<Integer> ports = new ArrayList<>();
        for (int process = 0; process < processes; process++) {
            ports.add(ServerProcess.freePort());
        }
        return IntStream.range(0, processes)
                .mapToObj(process -> place(options, ports, process))
                .toList();
    }

    private static Map<String, String> place(Options options, List<Integer> ports, int process) {
        Map<String, String> place = new TreeMap<>();
        place.put("PARLEY_CLUSTER_HOST", HOST);
        place.put("PARLEY_CLUSTER_PORT", String.valueOf(ports.get(process)));
        place.put(
                "PARLEY_CLUSTER_MEMBERS",
                String.join(",", ports.stream().map(each -> HOST + ":" + each).toList()));
        verticles(options, process).ifPresent(names -> place.put("PARLEY_VERTICLES", names));
        return place;
    }

    /** What a process runs; absent for everything. */
    private static Optional<String> verticles(Options options, int process) {
        if (process == options.nodes) {
            return options.apart;
        }
        if (process == 0) {
            return options.apart.map(apart -> ALL.stream()
                    .filter(name -> !List.of(apart.split(",", -1)).contains(name))
                    .collect(Collectors.joining(",")));
        }
        return options.isShared() ? Optional.empty() : Optional.of(WITHOUT_STORES);
    }
}
