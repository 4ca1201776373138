package dev.parley.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One file of the contract, with its schemas taken strictly: a value may hold nothing that its schema does not name. */
final class Schemas {
    private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions()
            .setDraft(Draft.DRAFT202012)
            .setBaseUri("https://parley.dev")
            .setOutputFormat(OutputFormat.Basic);
    private static final List<String> BRANCHES = List.of("allOf", "oneOf", "anyOf");

    private final JsonObject document;
    private final JsonObject components = new JsonObject();
    private final Map<JsonObject, Validator> validators = new HashMap<>();

    Schemas(String file) {
        this.document = read(file);
        JsonObject schemas = new JsonObject();
        for (String name :
                document.getJsonObject("components").getJsonObject("schemas").fieldNames()) {
            schemas.put(name, inside((JsonObject) at("#/components/schemas/" + name)));
        }
        components.put("schemas", schemas);
    }

    JsonObject document() {
        return document;
    }

    /** The object itself, or the one that it refers to. */
    JsonObject resolve(JsonObject maybeReference) {
        String reference = maybeReference.getString("$ref");
        return reference == null ? maybeReference : (JsonObject) at(reference);
    }

    /** @param what for the message of a failure */
    synchronized void check(JsonObject schema, Object value, String what) {
        OutputUnit outcome = validators.computeIfAbsent(schema, this::validator).validate(value);
        assertThat(outcome.getValid())
                .as(() -> what + " does not match the contract: " + value + "\n" + outcome.getErrors())
                .isTrue();
    }

    private Validator validator(JsonObject schema) {
        JsonObject whole = new JsonObject().put("components", components.copy()).mergeIn(closed(inside(schema)));
        return Validator.create(JsonSchema.of(whole), OPTIONS);
    }

    private Object at(String reference) {
        Object found = document;
        for (String step : reference.substring(2).split("/", -1)) {
            found = ((JsonObject) found).getValue(step);
        }
        return found;
    }

    /** The schema with all that is in it closed, itself still open for what stands beside it. */
    private static JsonObject inside(JsonObject schema) {
        JsonObject strict = schema.copy();
        if (schema.getValue("properties") instanceof JsonObject properties) {
            JsonObject all = new JsonObject();
            properties.forEach(one -> all.put(one.getKey(), closed(inside((JsonObject) one.getValue()))));
            strict.put("properties", all);
        }
        if (schema.getValue("items") instanceof JsonObject items) {
            strict.put("items", closed(inside(items)));
        }
        for (String branch : BRANCHES) {
            if (schema.getValue(branch) instanceof JsonArray parts) {
                JsonArray all = new JsonArray();
                parts.forEach(part -> all.add(inside((JsonObject) part)));
                strict.put(branch, all);
            }
        }
        return strict;
    }

    /** An object of which nothing is said is left open. */
    private static JsonObject closed(JsonObject schema) {
        boolean says = schema.containsKey("$ref")
                || schema.containsKey("properties")
                || BRANCHES.stream().anyMatch(schema::containsKey);
        return says
                ? new JsonObject().put("allOf", new JsonArray().add(schema)).put("unevaluatedProperties", false)
                : schema;
    }

    private static JsonObject read(String file) {
        try (InputStream in = Schemas.class.getResourceAsStream("/" + file)) {
            return new JsonObject(new ObjectMapper().writeValueAsString(new YAMLMapper().readTree(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
