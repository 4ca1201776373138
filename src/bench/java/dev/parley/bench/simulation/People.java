package dev.parley.bench.simulation;

import dev.parley.model.ConversationId;
import dev.parley.model.DeviceId;
import dev.parley.model.GroupId;
import dev.parley.model.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Who there is: every tenth person is online, every second of those with two devices. Friends and groups are computed from
 * ids, so that they take no memory; friendship is mutual.
 */
final class People {
    private static final int OF_WHOM_ONE_IS_ONLINE = 10;
    private static final int FRIENDS = 50;
    private static final int MEMBERS = 8;
    private static final int GROUPS = 4;

    private final int online;
    private final long all;
    private final long[] friends = new long[FRIENDS / 2];
    private final long[][] others = new long[GROUPS][MEMBERS - 1];

    /** @param devices that are connected */
    People(int devices, Random random) {
        this.online = devices - devices / 3;
        this.all = (long) online * OF_WHOM_ONE_IS_ONLINE;
        for (int i = 0; i < friends.length; i++) {
            friends[i] = 1 + random.nextLong(all / 2);
        }
        for (long[] group : others) {
            for (int i = 0; i < group.length; i++) {
                group[i] = 1 + random.nextLong(all - 1);
            }
        }
    }

    /** Whose a device is. */
    UserId user(int device) {
        return new UserId(1 + (long) (device % online) * OF_WHOM_ONE_IS_ONLINE);
    }

    DeviceId device(int device) {
        return new DeviceId(1L + device);
    }

    Set<UserId> friends(UserId user) {
        Set<UserId> found = new HashSet<>();
        for (long apart : friends) {
            found.add(at(user.value() - 1 + apart));
            found.add(at(user.value() - 1 - apart));
        }
        return found;
    }

    /** A conversation that a user is in. */
    ConversationId.Group group(UserId user, int which) {
        return new ConversationId.Group(new GroupId((user.value() - 1) * GROUPS + which % GROUPS + 1));
    }

    List<UserId> members(GroupId group) {
        long first = (group.value() - 1) / GROUPS;
        List<UserId> members = new ArrayList<>(List.of(at(first)));
        for (long apart : others[(int) ((group.value() - 1) % GROUPS)]) {
            UserId member = at(first + apart);
            if (!members.contains(member)) {
                members.add(member);
            }
        }
        return members;
    }

    private UserId at(long place) {
        return new UserId(1 + Math.floorMod(place, all));
    }
}
