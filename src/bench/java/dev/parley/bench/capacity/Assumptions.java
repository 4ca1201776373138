package dev.parley.bench.capacity;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Option;

/** What people are assumed to do, and how full nodes may be. */
final class Assumptions {
    @Option(names = "--users", defaultValue = "50000000", description = "people a day (${DEFAULT-VALUE})")
    double users;

    @Option(names = "--online", defaultValue = "0.1", description = "share of them online at peak (${DEFAULT-VALUE})")
    double online;

    @Option(names = "--messages", defaultValue = "40", description = "of a person a day (${DEFAULT-VALUE})")
    double messages;

    @Option(names = "--peak", defaultValue = "2.5", description = "busiest second by the mean (${DEFAULT-VALUE})")
    double peak;

    @Option(names = "--group", defaultValue = "8", description = "members of a conversation (${DEFAULT-VALUE})")
    double group;

    @Option(names = "--devices", defaultValue = "1.5", description = "of a person, connected (${DEFAULT-VALUE})")
    double devices;

    @Option(names = "--text", defaultValue = "200", description = "bytes of a message (${DEFAULT-VALUE})")
    double text;

    @Option(names = "--replicas", defaultValue = "3", description = "of what Cassandra stores (${DEFAULT-VALUE})")
    double replicas;

    @Option(names = "--stay", defaultValue = "20", description = "minutes that a session lasts (${DEFAULT-VALUE})")
    double stay;

    @Option(names = "--friends", defaultValue = "50", description = "of a person (${DEFAULT-VALUE})")
    double friends;

    @Option(names = "--full", defaultValue = "0.5", description = "how full a node may be at peak (${DEFAULT-VALUE})")
    double full;

    JsonObject toJson() {
        return new JsonObject()
                .put("users", users)
                .put("online", online)
                .put("messages", messages)
                .put("peak", peak)
                .put("group", group)
                .put("devices", devices)
                .put("text", text)
                .put("replicas", replicas)
                .put("stay", stay)
                .put("friends", friends)
                .put("full", full);
    }
}
