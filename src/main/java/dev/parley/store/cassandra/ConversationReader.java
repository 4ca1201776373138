package dev.parley.store.cassandra;

import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.cassandra.Log.Place;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists a user's conversations. A list names accepted messages only; one that is not in the log yet is finished. */
final class ConversationReader {
    private static final int MESSAGES_AT_ONCE = 16;

    private final ConversationLists lists;
    private final Log log;
    private final Finisher finisher;

    ConversationReader(ConversationLists lists, Log log, Finisher finisher) {
        this.lists = lists;
        this.log = log;
        this.finisher = finisher;
    }

    Future<List<Message>> newest(UserId user, long below, int limit) {
        Page page = new Page(limit);
        return lists.newest(user, below, limit)
                .compose(places -> fill(page, places))
                .map(filled -> page.messages());
    }

    private Future<Void> fill(Page page, List<Place> places) {
        if (places.isEmpty() || page.isFull()) {
            return Future.succeededFuture();
        }
        List<Place> some = places.subList(0, Math.min(MESSAGES_AT_ONCE, places.size()));
        return log.get(some)
                .compose(found -> finishMissing(some, new HashMap<>(found)))
                .compose(found -> {
                    some.stream()
                            .map(Place::id)
                            .filter(found::containsKey)
                            .map(found::get)
                            .forEach(page::add);
                    return fill(page, places.subList(some.size(), places.size()));
                });
    }

    private Future<Map<MessageId, Message>> finishMissing(List<Place> places, Map<MessageId, Message> found) {
        List<Future<Optional<Message>>> missing = places.stream()
                .map(Place::id)
                .filter(id -> !found.containsKey(id))
                .map(finisher::settle)
                .toList();
        return Future.all(missing).map(settled -> {
            missing.forEach(one -> one.result().ifPresent(message -> found.put(message.id(), message)));
            return found;
        });
    }
}
