package dev.parley.boot;

import dev.parley.config.Settings;
import dev.parley.config.SettingsLoader;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/**
 * Asks the ops port of this machine whether the process there lives, or is {@code ready}, and ends with 0 or 1. For container
 * images, which have no other tool to ask with.
 */
public final class Health {
    private static final int OK = 200;
    private static final int SICK = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private Health() {}

    public static void main(String[] args) {
        Settings.Ops ops =
                SettingsLoader.load(new JsonObject(), System.getenv()).ops();
        System.exit(isWell(ops, args.length == 0 ? "live" : args[0]) ? 0 : SICK);
    }

    private static boolean isWell(Settings.Ops ops, String which) {
        String host = ops.host().equals("0.0.0.0") ? "127.0.0.1" : ops.host();
        URI uri = URI.create("http://" + host + ":" + ops.port() + "/health/" + which);
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            return connection.getResponseCode() == OK;
        } catch (IOException nobody) {
            return false;
        }
    }
}
