package dev.parley.bench.capacity;

import io.vertx.core.json.JsonObject;

/**
 * What one thing costs, or what one node bears.
 *
 * @param what with its unit
 * @param source the command that measures it, with when and on what it did; or where the assumption is from
 */
record Cost(double value, String what, boolean measured, String source) {
    static Cost read(JsonObject json) {
        boolean measured = json.containsKey("measured");
        String source = measured
                ? "`" + json.getString("measured") + "`, " + json.getString("with")
                : json.getString("assumed");
        return new Cost(json.getDouble("value"), json.getString("what"), measured, source);
    }
}
