package dev.parley.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Holds answers of REST to {@code openapi.yaml}. */
public final class RestContract {
    private static final Schemas SCHEMAS = new Schemas("openapi.yaml");
    private static final String BASE = "/api/v1";
    /** What any call may be answered with, as the contract says at the top and in its default response. */
    private static final Set<Integer> ANYWHERE = Set.of(400, 429, 431, 500, 503, 504);

    private RestContract() {}

    /** Fails when an answer is not what the contract says; what is not REST is passed over. */
    public static void check(HttpResponse<String> answer) {
        String path = answer.uri().getPath();
        if (path.startsWith(BASE + "/") && !answer.request().method().matches("HEAD|OPTIONS")) {
            check(answer, path.substring(BASE.length()));
        }
    }

    private static void check(HttpResponse<String> answer, String path) {
        String what = answer.request().method() + " " + path + " answered " + answer.statusCode();
        String type = answer.headers().firstValue("content-type").orElse("");
        Optional<JsonObject> operation = pathItem(path)
                .map(item -> item.getJsonObject(answer.request().method().toLowerCase(Locale.ROOT)));
        JsonObject content =
                operation.map(one -> content(one, answer.statusCode(), what)).orElseGet(RestContract::noSuchCall);
        if (content.isEmpty()) {
            assertThat(answer.body()).as(what).isEmpty();
            return;
        }
        assertThat(content.fieldNames()).as(what).contains(type.split(";", -1)[0]);
        if (type.endsWith("json")) {
            SCHEMAS.check(content.getJsonObject(type).getJsonObject("schema"), new JsonObject(answer.body()), what);
        }
    }

    private static Optional<JsonObject> pathItem(String path) {
        JsonObject paths = SCHEMAS.document().getJsonObject("paths");
        return paths.fieldNames().stream()
                .filter(template -> path.matches(template.replaceAll("\\{\\w+}", "[^/]+")))
                .min(Comparator.comparing(template -> template.contains("{")))
                .map(paths::getJsonObject);
    }

    private static JsonObject content(JsonObject operation, int status, String what) {
        JsonObject responses = operation.getJsonObject("responses");
        String named = Integer.toString(status);
        if (!responses.containsKey(named)) {
            assertThat(ANYWHERE).as(what).contains(status);
        }
        JsonObject response = responses.getJsonObject(responses.containsKey(named) ? named : "default");
        return SCHEMAS.resolve(response).getJsonObject("content", new JsonObject());
    }

    private static JsonObject noSuchCall() {
        return SCHEMAS.resolve(new JsonObject().put("$ref", "#/components/responses/Problem"))
                .getJsonObject("content");
    }
}
