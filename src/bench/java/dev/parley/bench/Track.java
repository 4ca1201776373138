package dev.parley.bench;

import java.util.Arrays;

/** What one receiver got of one stream: by position, under which id. */
final class Track {
    private long[] ids = new long[0];
    private int highest = -1;

    /** How a message came. */
    enum Arrival {
        /** For the first time, after those before it. */
        IN_ORDER,
        /** For the first time, but after one that was sent later, or with an id that is not above that one's. */
        OUT_OF_ORDER,
        /** Once more under the same id, which a client drops. */
        AGAIN,
        /** Once more under another id, as a message of its own. */
        TWICE
    }

    /** @param id not 0 */
    Arrival take(int position, long id) {
        long known = id(position);
        if (known != 0) {
            return known == id ? Arrival.AGAIN : Arrival.TWICE;
        }
        boolean inOrder = position > highest && id > id(highest);
        put(position, id);
        highest = Math.max(highest, position);
        return inOrder ? Arrival.IN_ORDER : Arrival.OUT_OF_ORDER;
    }

    /** The id of the message at a position; 0 when it did not come. */
    long id(int position) {
        return position >= 0 && position < ids.length ? ids[position] : 0;
    }

    private void put(int position, long id) {
        if (position >= ids.length) {
            ids = Arrays.copyOf(ids, Math.max(8, Math.max(position + 1, 2 * ids.length)));
        }
        ids[position] = id;
    }
}
