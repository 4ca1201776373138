package dev.parley.boot;

import io.vertx.core.DeploymentOptions;
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
    private final List<ForeignVerticle> foreign = new ArrayList<>();

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
        return new Plan(origin, reader.verticles, reader.foreign);
    }

    private void add(Object entry) {
        if (!(entry instanceof JsonObject json)) {
            throw refuse("each verticle is an object, not " + entry);
        }
        String named = String.valueOf(json.getValue("name"));
        json.fieldNames().stream()
                .filter(field -> !FIELDS.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw refuse(
                            named + " has the field \"" + field + "\"; allowed: name, instances, threading, config");
                });
        if (ForeignVerticle.isNamedBy(named)) {
            addForeign(named, json);
            return;
        }
        VerticleName name = name(named);
        verticles.add(new PlannedVerticle(
                name,
                instances(named, name.scales() ? MOST_INSTANCES : 1, json),
                threading(named, allowedThreading(name), json),
                config(named, json)));
    }

    private void addForeign(String name, JsonObject json) {
        if (foreign.stream().anyMatch(one -> one.name().equals(name))) {
            throw refuse(name + " is named twice");
        }
        DeploymentOptions options = new DeploymentOptions()
                .setInstances(instances(name, MOST_INSTANCES, json))
                .setThreadingModel(threading(name, anyThreading(), json))
                .setConfig(config(name, json));
        foreign.add(new ForeignVerticle(name, options));
    }

    private VerticleName name(String text) {
        VerticleName name = VerticleName.of(text)
                .orElseThrow(() -> refuse("a verticle's name is \"" + text + "\"; allowed: " + VerticleName.choice()
                        + ", or that of a class or a file of your own, with a dot in it"));
        if (verticles.stream().anyMatch(one -> one.name() == name)) {
            throw refuse(name + " is named twice");
        }
        return name;
    }

    private int instances(String name, int most, JsonObject json) {
        Object value = json.getValue("instances", 1);
        if (value instanceof Integer count && count >= 1 && count <= most) {
            return count;
        }
        throw refuse(name + " has instances " + value + "; allowed: " + (most == 1 ? "1" : "1 to " + most));
    }

    private ThreadingModel threading(String name, List<ThreadingModel> allowed, JsonObject json) {
        Object value = json.getValue("threading", ThreadingModel.EVENT_LOOP.name());
        return allowed.stream()
                .filter(model -> model.name().equals(value))
                .findFirst()
                .orElseThrow(() -> refuse(name + " has threading \"" + value + "\"; allowed here: "
                        + allowed.stream().map(Enum::name).collect(Collectors.joining(", "))));
    }

    /** Verticles with sockets scale by event loops; all instances of the other models share one. */
    private static List<ThreadingModel> allowedThreading(VerticleName name) {
        if (name.facesClients()) {
            return List.of(ThreadingModel.EVENT_LOOP);
        }
        return anyThreading();
    }

    private static List<ThreadingModel> anyThreading() {
        return Arrays.stream(ThreadingModel.values())
                .filter(model -> model != ThreadingModel.EXTERNAL)
                .filter(model -> model != ThreadingModel.VIRTUAL_THREAD
                        || Runtime.version().feature() >= FIRST_JAVA_WITH_VIRTUAL_THREADS)
                .toList();
    }

    private JsonObject config(String name, JsonObject json) {
        if (json.getValue("config", new JsonObject()) instanceof JsonObject config) {
            return config;
        }
        throw refuse(name + " has a config that is not an object");
    }

    private CannotStart refuse(String why) {
        return new CannotStart("the deployment plan (" + origin + ") is not usable: " + why);
    }
}
