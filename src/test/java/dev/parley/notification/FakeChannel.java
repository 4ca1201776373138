package dev.parley.notification;

import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Target;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A channel that answers as a test says, and keeps what it was given. */
final class FakeChannel implements Channel {
    final List<Sent> sent = new CopyOnWriteArrayList<>();
    volatile Function<Sent, Future<Receipt>> answer = push -> Future.succeededFuture(new Receipt.Sent());

    record Sent(Target target, Note note) {}

    @Override
    public Future<Receipt> send(Target target, Note note) {
        Sent push = new Sent(target, note);
        return answer.apply(push).onSuccess(receipt -> {
            if (receipt instanceof Receipt.Sent) {
                sent.add(push);
            }
        });
    }

    Map<PushService.Channel, Channel> asFcm() {
        return Map.of(PushService.Channel.FCM, this);
    }

    static Target phone(String token) {
        return new Target(PushService.Channel.FCM, token, "", "");
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
