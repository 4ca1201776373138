package dev.parley.bench.accounts;

import dev.parley.accounts.AccountStores;
import dev.parley.accounts.PushQueue.Entry;
import dev.parley.accounts.PushQueue.Wanted;
import dev.parley.accounts.Rotation;
import dev.parley.bus.PushService.Outcome;
import dev.parley.bus.PushService.Parcel;
import dev.parley.bus.PushService.Settlement;
import dev.parley.model.ConversationId;
import dev.parley.model.GroupId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What messages, sessions and pushes ask of the accounts, of people and groups by chance; each gives how much it was. */
final class Questions {
    private static final int OTHER_MEMBERS = 7;
    private static final int GROUPS_OF_ONE = 8;
    private static final int MESSAGES_AT_ONCE = 64;
    private static final int PARCELS_AT_ONCE = 100;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofMinutes(15);

    private final AccountStores stores;
    private final int people;
    private final int pushes;
    private final AtomicLong messages = new AtomicLong(1L << 40);
    private final AtomicLong queued = new AtomicLong();
    private final AtomicLong settled = new AtomicLong();
    private final Map<Integer, Long> generations = new ConcurrentHashMap<>();

    /** @param pushes how many are queued, and some more */
    Questions(AccountStores stores, int people, int pushes) {
        this.stores = stores;
        this.people = people;
        this.pushes = pushes;
    }

    Future<Integer> whoIsInAGroup(Random dice) {
        return stores.groups().lastChange(group(dice)).map(1);
    }

    Future<Integer> audience(Random dice) {
        return stores.friends().audience(user(dice)).map(1);
    }

    Future<Integer> windows(Random dice) {
        return stores.groups()
                .windows(user(dice), some(GROUPS_OF_ONE, i -> group(dice)))
                .map(1);
    }

    /** Who is refreshed by another caller at the same time is not refreshed by this one, as with two tabs. */
    Future<Integer> refresh(Random dice) {
        int one = 1 + dice.nextInt(people);
        Instant now = Instant.now();
        return stores.devices()
                .rotate("s" + one, generations.getOrDefault(one, 1L), now, now.plus(Duration.ofDays(30)))
                .onSuccess(done -> {
                    if (done == Rotation.DONE) {
                        generations.merge(one, 2L, (before, next) -> before + 1);
                    }
                })
                .map(1);
    }

    /** Some messages to groups of which nobody else is there. */
    Future<Integer> queue(Random dice) {
        if (queued.get() >= pushes) {
            return Future.succeededFuture(0);
        }
        Instant now = Instant.now();
        List<Entry> entries = IntStream.range(0, MESSAGES_AT_ONCE)
                .mapToObj(i -> new Entry(
                        new MessageId(messages.incrementAndGet()),
                        new ConversationId.Group(group(dice)),
                        user(dice),
                        some(OTHER_MEMBERS, member -> user(dice)),
                        now))
                .toList();
        int reached = entries.stream().mapToInt(entry -> entry.users().size()).sum();
        return stores.pushes()
                .add(entries, now, now.plus(KEPT))
                .onSuccess(added -> queued.addAndGet(reached))
                .map(reached);
    }

    Future<Integer> handOut(Random dice) {
        Instant now = Instant.now();
        return stores.pushes()
                .claim(new Wanted(now, PARCELS_AT_ONCE, Set.of(), now.plus(LEASE)))
                .compose(parcels -> stores.pushes()
                        .settle(parcels.stream().map(Questions::over).toList(), now)
                        .map(done -> letters(parcels)))
                .onSuccess(settled::addAndGet);
    }

    private static Settlement over(Parcel parcel) {
        return new Settlement(parcel, new Outcome.Over());
    }

    private static int letters(List<Parcel> parcels) {
        return parcels.stream().mapToInt(parcel -> parcel.letters().size()).sum();
    }

    /** All that is settled, at once. */
    Future<Integer> forget(Random dice) {
        return stores.pushes().forget(Instant.now()).map(done -> (int) settled.getAndSet(0));
    }

    private GroupId group(Random dice) {
        return new GroupId(1 + dice.nextInt(people / Population.PEOPLE_OF_GROUP));
    }

    private UserId user(Random dice) {
        return new UserId(1 + dice.nextInt(people));
    }

    private static <T> Set<T> some(int count, IntFunction<T> one) {
        Set<T> some = new HashSet<>();
        while (some.size() < count) {
            some.add(one.apply(some.size()));
        }
        return some;
    }
}
