package dev.parley.lab;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which processes a cluster has, and which verticles each runs. */
final class Layout {
    /** The process of the embedded stores. */
    static final String KEEPER = "stores";

    /** Three processes without which nothing goes on. */
    static final Map<String, String> ONE_OF_EACH = of(
            "stores", "accounts,persistence,presence,notification",
            "middle", "api,router",
            "edge", "edge");

    /** Every verticle runs in two of them, beside others. */
    static final Map<String, String> TWO_OF_EACH = of(
            "people", "accounts,notification",
            "messages", "persistence,presence",
            "middle", "api,router",
            "edge-1", "edge",
            "edge-2", "edge,router",
            "spare", "accounts,persistence,presence,notification,api");

    /** One that keeps everything, and two of what can be two then. */
    static final Map<String, String> EMBEDDED = of(
            KEEPER,
            "accounts,persistence,presence,notification",
            "middle",
            "api,router",
            "edge-1",
            "edge",
            "edge-2",
            "edge,router",
            "spare",
            "api,presence");

    private Layout() {}

    private static Map<String, String> of(String... namesAndVerticles) {
        Map<String, String> layout = new LinkedHashMap<>();
        for (int i = 0; i < namesAndVerticles.length; i += 2) {
            layout.put(namesAndVerticles[i], namesAndVerticles[i + 1]);
        }
        return layout;
    }
}
