package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.bus.AccountsService.OfUser;
import dev.parley.model.ConversationId;
import dev.parley.model.DeviceId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How devices are reached while nobody is connected, and the queue of what they are to be told. Served by {@code accounts}. */
public final class PushService {
    /** How long messages of one conversation are gathered before a push tells of them. */
    public static final Duration GATHERED = Duration.ofSeconds(3);
    /** How long a device that seems connected has to acknowledge a message. */
    public static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(10);
    /** The most orders that one {@link Queue} holds. */
    public static final int MOST_ORDERS = 500;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Registers a device, in place of what it had registered. Fails with {@code NOT_FOUND} when it is not signed in. */
    public static final Endpoint<Register, Done> REGISTER =
            new Endpoint<>("chat.push.register", Register.class, Done.class, TIMEOUT);
    /** Takes a device's registration back, and what is queued for it. */
    public static final Endpoint<Unregister, Done> UNREGISTER =
            new Endpoint<>("chat.push.unregister", Unregister.class, Done.class, TIMEOUT);
    /** Reads what a user wants of pushes. */
    public static final Endpoint<OfUser, Wishes> WISHES =
            new Endpoint<>("chat.push.wishes", OfUser.class, Wishes.class, TIMEOUT);
    /** Sets what a user wants of pushes. Fails with {@code NOT_FOUND} for a user that does not exist. */
    public static final Endpoint<Wish, Wishes> WISH =
            new Endpoint<>("chat.push.wish", Wish.class, Wishes.class, TIMEOUT);
    /** Queues a push that tells of nothing for every registered device of a user. */
    public static final Endpoint<OfUser, Queued> TEST =
            new Endpoint<>("chat.push.test", OfUser.class, Queued.class, TIMEOUT);
    /**
     * Queues pushes for the registered devices of users. Durable when it is answered. Idempotent: a device is told of a message
     * once.
     */
    public static final Endpoint<Queue, Done> QUEUE =
            new Endpoint<>("chat.push.queue", Queue.class, Done.class, TIMEOUT);
    /** Hands out what is due, to one asker at a time: nobody else gets it until the lease is over. */
    public static final Endpoint<Claim, Claimed> CLAIM =
            new Endpoint<>("chat.push.claim", Claim.class, Claimed.class, TIMEOUT);
    /** Says what came of what was claimed. Idempotent. */
    public static final Endpoint<Settle, Done> SETTLE =
            new Endpoint<>("chat.push.settle", Settle.class, Done.class, TIMEOUT);

    private PushService() {}

    /** The ways to a device. */
    public enum Channel {
        WEBPUSH,
        FCM,
        APNS,
        WEBHOOK
    }

    /**
     * How one device is reached.
     *
     * @param address the URL of a subscription or a webhook, or the token of a device
     * @param key the public key of a Web Push subscription, else empty
     * @param secret the authentication secret of a Web Push subscription or the key that signs webhooks, else empty
     */
    public record Target(Channel channel, String address, String key, String secret) {
        @Override
        public String toString() {
            return "Target[" + channel + "]";
        }
    }

    /** @param signIn the sign-in of the device; the registration ends with it */
    public record Register(UserId user, DeviceId device, String signIn, Target target) {}

    public record Unregister(UserId user, DeviceId device) {}

    /** How much a push says. */
    public enum Carries {
        /** That there is something. */
        NOTHING,
        /** Who wrote, and where. */
        SENDER,
        /** All of it. */
        TEXT
    }

    /**
     * When a user is left alone, every day.
     *
     * @param from minutes since midnight
     * @param to minutes since midnight; before {@code from} when it is on the next day
     * @param zone the time zone, as the IANA names it
     */
    public record QuietHours(int from, int to, String zone) {}

    /** What a user wants of pushes. */
    public record Wishes(Carries carries, Optional<QuietHours> quietHours) {
        /** What holds for those who never said. */
        public static final Wishes USUAL = new Wishes(Carries.TEXT, Optional.empty());
    }

    public record Wish(UserId user, Wishes wishes) {}

    /**
     * One message that users are to be told of.
     *
     * @param after how long after the message was sent, unless a device has it by then
     */
    public record Order(
            MessageId message, ConversationId conversation, UserId from, Set<UserId> users, Duration after) {
        public Order {
            users = Set.copyOf(users);
        }

        /** Tells those of {@code users} of a message who are told of it: of a text, all but its author. */
        public static Optional<Order> of(Message message, Collection<UserId> users, Duration after) {
            Set<UserId> told = new HashSet<>(users);
            told.remove(message.from());
            return message.kind() != Message.Kind.TEXT || message.isDeleted() || told.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Order(message.id(), message.conversation(), message.from(), told, after));
        }

        private Order with(Set<UserId> others) {
            return new Order(message, conversation, from, others, after);
        }
    }

    /** @param orders at most {@link #MOST_ORDERS} */
    public record Queue(List<Order> orders) {
        public Queue {
            orders = List.copyOf(orders);
        }

        /** Makes one order of those that are the same but for their users. */
        public static Queue merged(List<Order> orders) {
            Map<Order, Set<UserId>> users = new LinkedHashMap<>();
            orders.forEach(order -> users.computeIfAbsent(order.with(Set.of()), first -> new HashSet<>())
                    .addAll(order.users()));
            return new Queue(users.entrySet().stream()
                    .map(entry -> entry.getKey().with(entry.getValue()))
                    .toList());
        }
    }

    /** @param devices how many are told */
    public record Queued(int devices) {}

    /**
     * @param limit the most that are handed out, 1 to 200
     * @param without providers that are not to be troubled now
     * @param lease how long the asker has to settle
     */
    public record Claim(int limit, Set<String> without, Duration lease) {
        public Claim {
            without = Set.copyOf(without);
        }
    }

    public record Claimed(List<Parcel> parcels) {
        public Claimed {
            parcels = List.copyOf(parcels);
        }
    }

    /**
     * All that a device is to be told of one conversation now.
     *
     * @param claim names this handing out
     * @param provider on whom it depends whether it gets there
     * @param conversation the user's own log for a test
     * @param letters in the order of their ids, at least one
     * @param attempts how often it was tried before
     * @param wishes of the user
     * @param muted whether the user muted the conversation
     */
    public record Parcel(
            long claim,
            UserId user,
            DeviceId device,
            Target target,
            String provider,
            ConversationId conversation,
            List<Letter> letters,
            int attempts,
            Wishes wishes,
            boolean muted) {
        public Parcel {
            letters = List.copyOf(letters);
        }
    }

    /**
     * One message to tell of.
     *
     * @param blocked whether the user blocks its sender
     */
    public record Letter(MessageId message, boolean blocked) {}

    /** What came of a parcel. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "@")
    @JsonSubTypes({
        @JsonSubTypes.Type(Outcome.Over.class),
        @JsonSubTypes.Type(Outcome.Failed.class),
        @JsonSubTypes.Type(Outcome.Held.class),
        @JsonSubTypes.Type(Outcome.Gone.class)
    })
    public sealed interface Outcome {
        /** It was sent, or need not be. */
        record Over() implements Outcome {}

        /** It was tried, and is to be tried again. */
        record Failed(Instant again) implements Outcome {}

        /** It was not tried, and waits. */
        record Held(Instant until) implements Outcome {}

        /** There is no such device any more: its registration ends. */
        record Gone() implements Outcome {}
    }

    public record Settlement(Parcel parcel, Outcome outcome) {}

    /** @param settlements at most {@link #MOST_ORDERS} */
    public record Settle(List<Settlement> settlements) {
        public Settle {
            settlements = List.copyOf(settlements);
        }
    }
}
