package dev.parley.notification.webhook;

import dev.parley.bus.PushService.Target;
import dev.parley.notification.Channel;
import dev.parley.notification.Note;
import dev.parley.notification.NoteJson;
import dev.parley.notification.Receipt;
import dev.parley.notification.http.Outbound;
import dev.parley.notification.http.Unreachable;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Posts notes as JSON. {@code Parley-Signature} signs the time stamp, a dot and the body, so that a receiver knows who sent it
 * and can refuse what was recorded and sent again.
 */
public final class WebhookChannel implements Channel {
    private static final int MOST_TEXT = 100_000;

    private final Outbound outbound;
    private final InstantSource clock;

    public WebhookChannel(Outbound outbound, InstantSource clock) {
        this.outbound = outbound;
        this.clock = clock;
    }

    @Override
    public Future<Receipt> send(Target target, Note note) {
        Instant now = clock.instant();
        Buffer body = NoteJson.write(note, MOST_TEXT)
                .put("user", note.user().toString())
                .toBuffer();
        String time = Long.toString(now.getEpochSecond());
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/json",
                "User-Agent",
                "Parley",
                "Parley-Delivery",
                note.topic() + "." + note.last(),
                "Parley-Timestamp",
                time,
                "Parley-Signature",
                new Signature(target.secret()).of(time, body));
        return outbound.post(URI.create(target.address()), headers, body)
                .map(reply -> reply.receipt(clock.instant()))
                .otherwise(Unreachable::receipt);
    }

    @Override
    public Future<Void> close() {
        return outbound.close();
    }
}
