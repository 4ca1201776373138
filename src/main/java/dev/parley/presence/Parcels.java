package dev.parley.presence;

import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.NodeService.Deliveries;
import dev.parley.bus.NodeService.News;
import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** News sorted by the nodes that they go to: one bus message a node, or a few where there is much to tell. */
final class Parcels {
    /** How many readers one message names at most, if it holds more than one piece of news. */
    static final int MOST_READERS = 5_000;

    private final Map<UserId, Set<NodeId>> located;
    private final Map<NodeId, List<Deliver>> byNode = new HashMap<>();

    /** @param located where readers are; those left out get nothing */
    Parcels(Map<UserId, Set<NodeId>> located) {
        this.located = located;
    }

    void add(News news, Set<UserId> readers) {
        Map<NodeId, List<UserId>> there = new HashMap<>();
        for (UserId reader : readers) {
            located.getOrDefault(reader, Set.of())
                    .forEach(node -> there.computeIfAbsent(node, first -> new ArrayList<>())
                            .add(reader));
        }
        there.forEach((node, users) -> byNode.computeIfAbsent(node, first -> new ArrayList<>())
                .add(new Deliver(news, users, Optional.empty())));
    }

    void send(BiConsumer<NodeId, Deliveries> sender) {
        byNode.forEach((node, deliveries) -> messages(deliveries).forEach(message -> sender.accept(node, message)));
    }

    private static List<Deliveries> messages(List<Deliver> deliveries) {
        List<Deliveries> messages = new ArrayList<>();
        List<Deliver> next = new ArrayList<>();
        int readers = 0;
        for (Deliver delivery : deliveries) {
            if (readers + delivery.users().size() > MOST_READERS && !next.isEmpty()) {
                messages.add(new Deliveries(List.copyOf(next)));
                next.clear();
                readers = 0;
            }
            next.add(delivery);
            readers += delivery.users().size();
        }
        messages.add(new Deliveries(List.copyOf(next)));
        return messages;
    }
}
