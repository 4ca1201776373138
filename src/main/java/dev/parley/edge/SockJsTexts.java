package dev.parley.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What SockJS carries from a client: a JSON string, or a list of them, which is no longer than what a client may say at once. */
final class SockJsTexts {
    private static final int MOST = 1_000;
    private static final JsonFactory JSON = new JsonFactory();

    private SockJsTexts() {}

    /** The texts in it; absent when it is anything else. */
    static Optional<List<String>> read(String json) {
        try (JsonParser in = JSON.createParser(json)) {
            List<String> texts = new ArrayList<>();
            boolean isList = in.nextToken() == JsonToken.START_ARRAY;
            if (isList) {
                in.nextToken();
            }
            while (in.currentToken() == JsonToken.VALUE_STRING && texts.size() < MOST) {
                texts.add(in.getText());
                in.nextToken();
            }
            boolean ends =
                    isList ? in.currentToken() == JsonToken.END_ARRAY && in.nextToken() == null : isOne(in, texts);
            return ends ? Optional.of(texts) : Optional.empty();
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    private static boolean isOne(JsonParser in, List<String> texts) {
        return in.currentToken() == null && texts.size() == 1;
    }
}
