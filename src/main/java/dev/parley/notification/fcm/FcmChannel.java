package dev.parley.notification.fcm;

import dev.parley.bus.PushService.Target;
import dev.parley.config.Settings;
import dev.parley.notification.Channel;
import dev.parley.notification.Note;
import dev.parley.notification.NoteJson;
import dev.parley.notification.Receipt;
import dev.parley.notification.http.Outbound;
import dev.parley.notification.http.Reply;
import dev.parley.notification.http.Unreachable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends notes to phones as data, which the app shows as it likes. */
public final class FcmChannel implements Channel {
    private static final Logger LOG = LoggerFactory.getLogger(FcmChannel.class);
    /** With names and all else, encoded at its longest, within the 4,096 bytes of data that FCM takes. */
    private static final int MOST_TEXT = 400;

    private static final int UNAUTHORIZED = 401;

    private final Outbound outbound;
    private final GoogleTokens tokens;
    private final URI send;
    private final InstantSource clock;

    private FcmChannel(Outbound outbound, GoogleTokens tokens, URI send, InstantSource clock) {
        this.outbound = outbound;
        this.tokens = tokens;
        this.send = send;
        this.clock = clock;
    }

    /** @return a future completed with the channel, or failed when the key of the account cannot be read */
    public static Future<FcmChannel> open(Vertx vertx, Settings.Fcm settings, Outbound outbound, InstantSource clock) {
        return vertx.executeBlocking(() -> ServiceAccount.read(settings.credentials()))
                .map(account -> new FcmChannel(
                        outbound,
                        new GoogleTokens(vertx, outbound, account, clock),
                        URI.create(settings.url() + "/v1/projects/" + account.project() + "/messages:send"),
                        clock));
    }

    @Override
    public Future<Receipt> send(Target target, Note note) {
        return tokens.token()
                .compose(token -> outbound.post(send, headers(token), body(target, note)))
                .map(this::receipt)
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .otherwise(cause -> {
                    LOG.debug("FCM: {}", cause.getMessage());
                    return Unreachable.receipt(cause);
                });
    }

    private static Map<String, String> headers(String token) {
        return Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json");
    }

    /** Values of data are strings. */
    private Buffer body(Target target, Note note) {
        long seconds =
                Math.max(0, Duration.between(clock.instant(), note.until()).toSeconds());
        JsonObject message = new JsonObject()
                .put("token", target.address())
                .put(
                        "data",
                        new JsonObject()
                                .put("note", NoteJson.write(note, MOST_TEXT).encode()))
                .put(
                        "android",
                        new JsonObject()
                                .put("collapse_key", note.topic())
                                .put("priority", "HIGH")
                                .put("ttl", seconds + "s"));
        return new JsonObject().put("message", message).toBuffer();
    }

    private Receipt receipt(Reply reply) {
        if (reply.status() == UNAUTHORIZED) {
            tokens.forget();
        }
        return switch (errorCode(reply.body())) {
            case "UNREGISTERED", "SENDER_ID_MISMATCH" -> new Receipt.Gone("unregistered");
            case "INVALID_ARGUMENT" -> new Receipt.Refused("invalid");
            default -> byStatus(reply);
        };
    }

    /** Without a word about the device it is about this server, which an operator may mend. */
    private Receipt byStatus(Reply reply) {
        return switch (reply.status()) {
            case UNAUTHORIZED, 403, 404 -> new Receipt.Later("unauthorized", Optional.empty(), true);
            default -> reply.receipt(clock.instant());
        };
    }

    /** What FCM itself says, beside Google's general status. */
    private static String errorCode(String body) {
        try {
            JsonArray details = new JsonObject(body)
                    .getJsonObject("error", new JsonObject())
                    .getJsonArray("details", new JsonArray());
            return details.stream()
                    .filter(JsonObject.class::isInstance)
                    .map(detail -> ((JsonObject) detail).getString("errorCode", ""))
                    .filter(code -> !code.isEmpty())
                    .findFirst()
                    .orElse("");
        } catch (DecodeException | ClassCastException notAsDescribed) {
            return "";
        }
    }

    @Override
    public Future<Void> close() {
        return outbound.close();
    }
}
