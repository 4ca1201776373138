package dev.parley.boot;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.json.JsonObject;

/** One verticle of the deployment plan. */
record PlannedVerticle(VerticleName name, int instances, ThreadingModel threading, JsonObject config) {
    PlannedVerticle {
        config = config.copy();
    }

    /** A verticle as the plan gives it when it says nothing but the name. */
    static PlannedVerticle of(VerticleName name) {
        return new PlannedVerticle(name, 1, ThreadingModel.EVENT_LOOP, new JsonObject());
    }

    DeploymentOptions options() {
        return new DeploymentOptions()
                .setInstances(instances)
                .setThreadingModel(threading)
                .setConfig(config.copy());
    }

    @Override
    public String toString() {
        return instances == 1 ? name.toString() : name + " x" + instances;
    }
}
