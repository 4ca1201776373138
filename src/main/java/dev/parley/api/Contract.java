package dev.parley.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Publishes the contract with clients as it lies beside the code, and the same as JSON. */
final class Contract {
    private static final List<String> NAMES = List.of("openapi", "asyncapi");

    private Contract() {}

    /**
     * Reads the files and mounts them.
     *
     * @return a future completed when they are served
     */
    static Future<Void> mount(Vertx vertx, Routes routes) {
        return Future.all(NAMES.stream().map(name -> mount(vertx, routes, name)).toList())
                .mapEmpty();
    }

    private static Future<Buffer> mount(Vertx vertx, Routes routes, String name) {
        return vertx.fileSystem().readFile(name + ".yaml").onSuccess(yaml -> {
            serve(routes, "/" + name + ".yaml", "application/yaml", yaml);
            serve(routes, "/" + name + ".json", "application/json", json(yaml));
        });
    }

    private static void serve(Routes routes, String path, String type, Buffer text) {
        Answer answer = new Answer(200, type, Optional.of(text));
        routes.open(HttpMethod.GET, path, call -> Future.succeededFuture(answer));
    }

    private static Buffer json(Buffer yaml) {
        try {
            return Buffer.buffer(new ObjectMapper().writeValueAsBytes(new YAMLMapper().readTree(yaml.getBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
