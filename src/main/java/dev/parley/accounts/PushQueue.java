package dev.parley.accounts;

import dev.parley.bus.PushService.Parcel;
import dev.parley.bus.PushService.Settlement;
import dev.parley.model.ConversationId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The durable queue of pushes: one entry for each device and message, handed out to one taker at a time. Threads and failures
 * are as with {@link UserStore}.
 */
public interface PushQueue {
    /**
     * A message that users are to be told of.
     *
     * @param due when at the earliest
     */
    record Entry(MessageId message, ConversationId conversation, UserId author, Set<UserId> users, Instant due) {
        public Entry {
            users = Set.copyOf(users);
        }
    }

    /**
     * Which entries are wanted.
     *
     * @param now what is due by then
     * @param limit how many parcels, 1 to 200
     * @param without providers whose entries stay where they are
     * @param leasedUntil until when nobody else gets them
     */
    record Wanted(Instant now, int limit, Set<String> without, Instant leasedUntil) {
        public Wanted {
            without = Set.copyOf(without);
        }

        /** The same, of no more parcels. */
        public Wanted atMost(int parcels) {
            return new Wanted(now, Math.min(parcels, limit), without, leasedUntil);
        }
    }

    /**
     * Adds entries for the registered devices of users, but for those that have the message queued or were told of it.
     *
     * @param now for the sign-ins that have not ended
     * @param forgetAt until when they are kept at the longest
     * @return a future completed with the number of devices when it is durable
     */
    Future<Integer> add(List<Entry> entries, Instant now, Instant forgetAt);

    /**
     * Hands out what is due, with all else that is queued for the same devices of the same conversations. A device that is
     * to be tried again later gets nothing until then. What is queued for devices that are no longer registered goes.
     */
    Future<List<Parcel>> claim(Wanted wanted);

    /**
     * Notes what came of parcels. What is to wait does so only where nobody else has claimed it since.
     *
     * @param forgetAt until when what is over is remembered
     * @return a future completed when it is durable
     */
    Future<Void> settle(List<Settlement> settlements, Instant forgetAt);

    /** @return a future completed when nothing is kept whose time was over at {@code now} */
    Future<Void> forget(Instant now);
}
