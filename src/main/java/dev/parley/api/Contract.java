package dev.parley.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
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
            Future<Answer> asItIs = Future.succeededFuture(answer("application/yaml", yaml));
            Json json = new Json(vertx, yaml);
            routes.open(HttpMethod.GET, "/" + name + ".yaml", call -> asItIs);
            routes.open(HttpMethod.GET, "/" + name + ".json", call -> json.answer());
        });
    }

    private static Answer answer(String type, Buffer text) {
        return new Answer(200, type, Optional.of(text));
    }

    /** The same as JSON, made by a worker when somebody asks for it first. Used on one context. */
    private static final class Json {
        private final Vertx vertx;
        private final Buffer yaml;
        private Optional<Future<Answer>> made = Optional.empty();

        Json(Vertx vertx, Buffer yaml) {
            this.vertx = vertx;
            this.yaml = yaml;
        }

        Future<Answer> answer() {
            if (made.isEmpty()) {
                made = Optional.of(vertx.executeBlocking(this::make));
            }
            return made.get();
        }

        private Answer make() throws IOException {
            byte[] json = new ObjectMapper().writeValueAsBytes(new YAMLMapper().readTree(yaml.getBytes()));
            return Contract.answer("application/json", Buffer.buffer(json));
        }
    }
}
