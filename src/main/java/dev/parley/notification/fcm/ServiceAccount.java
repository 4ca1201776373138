package dev.parley.notification.fcm;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who this server is to Google, as the file of a service account says it.
 *
 * @param privateKey in PEM
 * @param tokenUrl where its word is exchanged for tokens
 */
record ServiceAccount(String project, String email, String privateKey, URI tokenUrl) {
    /** Blocks. Fails with an exception that names the file and quotes nothing of it. */
    static ServiceAccount read(Path file) throws IOException {
        try {
            JsonObject json = new JsonObject(Files.readString(file));
            return new ServiceAccount(
                    text(json, "project_id"),
                    text(json, "client_email"),
                    text(json, "private_key"),
                    URI.create(text(json, "token_uri")));
        } catch (RuntimeException quotesTheKey) {
            throw new IOException("PARLEY_FCM_CREDENTIALS_FILE " + file + " is not the key of a service account");
        }
    }

    private static String text(JsonObject json, String field) {
        String text = json.getString(field, "");
        if (text.isEmpty()) {
            throw new IllegalArgumentException(field);
        }
        return text;
    }

    @Override
    public String toString() {
        return "ServiceAccount[" + email + "]";
    }
}
