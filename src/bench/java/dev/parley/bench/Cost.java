package dev.parley.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the operations of a run cost.
 *
 * @param operations that were due while it was measured
 * @param deliveries to receivers in that time; 0 where nothing is delivered
 * @param serverCpuNanos what the processes of the server used in that time, all threads together; 0 where not known
 * @param ownCpuNanos what the generator used
 * @param residentBytes of the processes of the server at the end, in real memory
 * @param residentBytesBefore the same before the first session was there
 * @param sessions that were connected at the end
 * @param pauseMillis of the server's garbage collector in that time; empty where not known
 */
record Cost(
        long operations,
        long deliveries,
        long serverCpuNanos,
        long ownCpuNanos,
        long residentBytes,
        long residentBytesBefore,
        long sessions,
        List<Double> pauseMillis) {

    /** Processor time of the server for one operation, in microseconds. */
    double cpuMicrosOfOperation() {
        return micros(serverCpuNanos, operations);
    }

    /** Processor time of the server for one delivery, in microseconds; 0 where nothing is delivered. */
    double cpuMicrosOfDelivery() {
        return micros(serverCpuNanos, deliveries);
    }

    /** Processor time of the generator for one operation, in microseconds. */
    double ownCpuMicrosOfOperation() {
        return micros(ownCpuNanos, operations);
    }

    /** How much the server grew with each session, in bytes. */
    double residentBytesOfSession() {
        return sessions == 0 ? 0 : (double) (residentBytes - residentBytesBefore) / sessions;
    }

    private static double micros(long nanos, long count) {
        return count == 0 ? 0 : nanos / 1e3 / count;
    }

    /** The same with the memory that sessions take that stay. */
    Cost staying(long resident, long residentBefore, long stayed) {
        return new Cost(
                operations, deliveries, serverCpuNanos, ownCpuNanos, resident, residentBefore, stayed, pauseMillis);
    }

    /** What two generators measured at one time of one server. */
    Cost with(Cost other) {
        return new Cost(
                operations + other.operations,
                deliveries + other.deliveries,
                Math.max(serverCpuNanos, other.serverCpuNanos),
                ownCpuNanos + other.ownCpuNanos,
                Math.max(residentBytes, other.residentBytes),
                Math.min(residentBytesBefore, other.residentBytesBefore),
                sessions + other.sessions,
                pauseMillis.size() > other.pauseMillis.size() ? pauseMillis : other.pauseMillis);
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("operations", operations)
                .put("deliveries", deliveries)
                .put("serverCpuNanos", serverCpuNanos)
                .put("ownCpuNanos", ownCpuNanos)
                .put("residentBytes", residentBytes)
                .put("residentBytesBefore", residentBytesBefore)
                .put("sessions", sessions)
                .put("pauseMillis", new JsonArray(pauseMillis));
    }

    static Cost read(JsonObject json) {
        return new Cost(
                json.getLong("operations"),
                json.getLong("deliveries"),
                json.getLong("serverCpuNanos"),
                json.getLong("ownCpuNanos"),
                json.getLong("residentBytes"),
                json.getLong("residentBytesBefore"),
                json.getLong("sessions"),
                pauses(json.getJsonArray("pauseMillis").stream()));
    }

    private static List<Double> pauses(Stream<Object> json) {
        return json.map(pause -> ((Number) pause).doubleValue()).toList();
    }
}
