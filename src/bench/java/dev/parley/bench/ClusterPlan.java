package dev.parley.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which process of a cluster on this machine is where, and runs what. */
final class ClusterPlan {
    private static final String HOST = "127.0.0.1";
    /** What may run in many processes whatever the stores. */
    private static final String WITHOUT_STORES = "api,edge,router,presence";

    private ClusterPlan() {}

    /** The settings that each has for itself; none for one that is alone. */
    static List<Map<String, String>> of(Options options) throws IOException {
        if (options.nodes <= 1) {
            return List.of(Map.of());
        }
        List<Integer> ports = new ArrayList<>();
        for (int node = 0; node < options.nodes; node++) {
            ports.add(ServerProcess.freePort());
        }
        return ports.stream().map(port -> place(options, ports, port)).toList();
    }

    private static Map<String, String> place(Options options, List<Integer> ports, int port) {
        Map<String, String> place = new TreeMap<>();
        place.put("PARLEY_CLUSTER_HOST", HOST);
        place.put("PARLEY_CLUSTER_PORT", String.valueOf(port));
        place.put(
                "PARLEY_CLUSTER_MEMBERS",
                String.join(",", ports.stream().map(each -> HOST + ":" + each).toList()));
        if (!options.isShared() && port != ports.get(0)) {
            place.put("PARLEY_VERTICLES", WITHOUT_STORES);
        }
        return place;
    }
}
