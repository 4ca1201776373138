package dev.parley.boot;

import io.vertx.core.ThreadingModel;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a deployment plan and refuses what cannot be deployed. */
final class PlanReader {
    private static final int MOST_INSTANCES = 64;
    private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 21;
    private static final Set<String> FIELDS = Set.of("name", "instances", "threading", "config");

    private final String origin;
    private final List<PlannedVerticle> verticles = new ArrayList<>();

    private PlanReader(String origin) {
        this.origin = origin;
    }

    /**
     * Reads a plan.
     *
     * @param origin where it comes from, for messages
     * @throws CannotStart with one line on the first thing wrong
     */
    static Plan read(String origin, JsonObject json) {
        PlanReader reader = new PlanReader(origin);
        if (!json.fieldNames().equals(Set.of("verticles")) || !(json.getValue("verticles") instanceof JsonArray list)) {
            throw reader.refuse("it holds one field, \"verticles\", an array");
        }
        list.forEach(reader::add);
        if (reader.verticles.isEmpty()) {
            throw reader.refuse("it names no verticle; allowed: " + VerticleName.choice());
        }
        return new Plan(origin, reader.verticles);
    }

    private void add(Object entry) {
        if (!(entry instanceof JsonObject json)) {
            throw refuse("each verticle is an object, not " + entry);
        }
        VerticleName name = name(json);
        json.fieldNames().stream()
                .filter(field -> !FIELDS.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw refuse(
                            name + " has the field \"" + field + "\"; allowed: name, instances, threading, config");
                });
        verticles.add(new PlannedVerticle(name, instances(name, json), threading(name, json), config(name, json)));
    }

    private VerticleName name(JsonObject json) {
        Object text = json.getValue("name");
        VerticleName name = VerticleName.of(String.valueOf(text))
                .orElseThrow(() -> refuse("a verticle's name is \"" + text + "\"; allowed: " + VerticleName.choice()));
        if (verticles.stream().anyMatch(one -> one.name() == name)) {
            throw refuse(name + " is named twice");
        }
        return name;
    }

    private int instances(VerticleName name, JsonObject json) {
        Object value = json.getValue("instances", 1);
        int most = name.scales() ? MOST_INSTANCES : 1;
        if (value instanceof Integer count && count >= 1 && count <= most) {
            return count;
        }
        throw refuse(name + " has instances " + value + "; allowed: " + (most == 1 ? "1" : "1 to " + most));
    }

    private ThreadingModel threading(VerticleName name, JsonObject json) {
        Object value = json.getValue("threading", ThreadingModel.EVENT_LOOP.name());
        List<ThreadingModel> allowed = allowedThreading(name);
        return allowed.stream()
                .filter(model -> model.name().equals(value))
                .findFirst()
                .orElseThrow(() -> refuse(name + " has threading \"" + value + "\"; allowed here: "
                        + allowed.stream().map(Enum::name).collect(Collectors.joining(", "))));
    }

    /** Verticles with sockets scale by event loops; all instances of the other models share one. */
    private static List<ThreadingModel> allowedThreading(VerticleName name) {
        if (name == VerticleName.EDGE || name == VerticleName.API) {
            return List.of(ThreadingModel.EVENT_LOOP);
        }
        return Arrays.stream(ThreadingModel.values())
                .filter(model -> model != ThreadingModel.EXTERNAL)
                .filter(model -> model != ThreadingModel.VIRTUAL_THREAD
                        || Runtime.version().feature() >= FIRST_JAVA_WITH_VIRTUAL_THREADS)
                .toList();
    }

    private JsonObject config(VerticleName name, JsonObject json) {
        if (json.getValue("config", new JsonObject()) instanceof JsonObject config) {
            return config;
        }
        throw refuse(name + " has a config that is not an object");
    }

    private CannotStart refuse(String why) {
        return new CannotStart("the deployment plan (" + origin + ") is not usable: " + why);
    }
}
