package dev.parley.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Holds frames to {@code asyncapi.yaml}. */
public enum FrameContract {
    /** What clients say at {@code /ws}. */
    CLIENT("clientSays"),
    /** What the server says there. */
    SERVER("serverSays"),
    /** What clients say at {@code /eventbus}. */
    BUS_CLIENT("busClientSays"),
    /** What the server says there. */
    BUS_SERVER("busServerSays"),
    /** What programs of the operator say over TCP. */
    TCP_PROGRAM("tcpProgramSays"),
    /** What the server says there. */
    TCP_SERVER("tcpServerSays");

    private static final Schemas SCHEMAS = new Schemas("asyncapi.yaml");

    private final String operation;

    FrameContract(String operation) {
        this.operation = operation;
    }

    /** Fails when a frame is not what the contract says. */
    public void check(JsonObject frame) {
        JsonObject payload = payloads().get(frame.getString("type"));
        assertThat(payload).as("%s: %s", operation, frame).isNotNull();
        SCHEMAS.check(payload, frame, operation);
    }

    /** The types of the frames that may be said. */
    public Set<String> types() {
        return payloads().keySet();
    }

    private Map<String, JsonObject> payloads() {
        Map<String, JsonObject> payloads = new LinkedHashMap<>();
        JsonArray messages = SCHEMAS.document()
                .getJsonObject("operations")
                .getJsonObject(operation)
                .getJsonArray("messages");
        messages.forEach(reference -> {
            JsonObject message = SCHEMAS.resolve(SCHEMAS.resolve((JsonObject) reference));
            JsonObject payload = message.getJsonObject("payload");
            payloads.put(type(payload), payload);
        });
        return payloads;
    }

    private static String type(JsonObject payload) {
        JsonObject own =
                payload.containsKey("allOf") ? payload.getJsonArray("allOf").getJsonObject(0) : payload;
        return own.getJsonObject("properties").getJsonObject("type").getString("const");
    }
}
