package dev.parley.store.rocks;

/** Fills a page: so many entries, and not more bytes than anyone wants in memory. For one thread. */
final class PageSize {
    private static final long MOST_BYTES = 4L * 1024 * 1024;

    private final int limit;
    private int entries;
    private long bytes;

    PageSize(int limit) {
        this.limit = limit;
    }

    boolean isFull() {
        return entries >= limit || bytes >= MOST_BYTES;
    }

    void count(byte[] entry) {
        entries++;
        weigh(entry);
    }

    /** Counts what belongs to an entry that was counted. */
    void weigh(byte[] part) {
        bytes += part.length;
    }
}
