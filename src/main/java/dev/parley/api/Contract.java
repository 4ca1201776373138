package dev.parley.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;

/** Publishes the contract with clients as it lies beside the code. */
final class Contract {
    private static final List<String> FILES = List.of("openapi.yaml", "asyncapi.yaml");
    private static final String YAML = "application/yaml";

    private Contract() {}

    /**
     * Reads the files and mounts them.
     *
     * @return a future completed when they are served
     */
    static Future<Void> mount(Vertx vertx, Routes routes) {
        return Future.all(FILES.stream().map(file -> mount(vertx, routes, file)).toList())
                .mapEmpty();
    }

    private static Future<Buffer> mount(Vertx vertx, Routes routes, String file) {
        return vertx.fileSystem().readFile(file).onSuccess(text -> {
            Answer answer = new Answer(200, YAML, Optional.of(text));
            routes.open(HttpMethod.GET, "/" + file, call -> Future.succeededFuture(answer));
        });
    }
}
