package dev.parley.store.cassandra;

/** Every statement, prepared once. Those that write a quorum's worth of idempotent rows may be sent twice. */
enum Cql {
    CLAIM(
            Way.DECIDE,
            "INSERT INTO message_by_ref (sender, ref, id, conversation, state) VALUES (?, ?, ?, ?, ?)"
                    + " IF NOT EXISTS USING TTL 691200"),
    MOVE_CLAIM(
            Way.DECIDE,
            "UPDATE message_by_ref USING TTL 691200 SET id = ?, conversation = ?, state = ?"
                    + " WHERE sender = ? AND ref = ? IF id = ? AND conversation = ? AND state = ?"),
    FIND_CLAIM(Way.READ, "SELECT id, conversation, state FROM message_by_ref WHERE sender = ? AND ref = ?"),

    PUT_DRAFT(
            Way.WRITE,
            "INSERT INTO drafts"
                    + " (id, conversation, sender, kind, ref, body, reply_to, mentions, target, amended, annotations, members)"
                    + " VALUES (:id, :conversation, :sender, :kind, :ref, :body, :reply_to, :mentions, :target, :amended,"
                    + " :annotations, :members)"
                    + " USING TTL 777600 AND TIMESTAMP :written"),
    EMPTY_DRAFT(
            Way.WRITE,
            "UPDATE drafts USING TTL 777600 AND TIMESTAMP ? SET body = '', mentions = [], annotations = (0, {}) WHERE id = ?"),
    GET_DRAFT(Way.READ, "SELECT * FROM drafts WHERE id = ?"),

    PUT_ENTRY(
            Way.WRITE,
            "INSERT INTO inbox_by_user (user, bucket, id, conversation, weight) VALUES (?, ?, ?, ?, ?) USING TTL ?"),
    GET_ENTRIES(
            Way.LIST,
            "SELECT id, conversation, weight FROM inbox_by_user"
                    + " WHERE user = ? AND bucket IN ? AND id > ? PER PARTITION LIMIT ?"),

    PUT_LAST(
            Way.WRITE,
            "UPDATE conversations_by_user USING TIMESTAMP ? SET last = ? WHERE user = ? AND conversation = ?"),
    GET_LAST(Way.LIST, "SELECT conversation, last FROM conversations_by_user WHERE user = ?"),

    PUT_MESSAGE(
            Way.WRITE,
            "INSERT INTO messages_by_conversation"
                    + " (conversation, bucket, id, sender, kind, ref, body, reply_to, mentions, target, annotations)"
                    + " VALUES (:conversation, :bucket, :id, :sender, :kind, :ref, :body, :reply_to, :mentions, :target,"
                    + " :annotations)"
                    + " USING TIMESTAMP :written"),
    AMEND(
            Way.WRITE,
            "UPDATE messages_by_conversation USING TIMESTAMP :written SET body = '', mentions = [], amended = :amended,"
                    + " annotations = :annotations"
                    + " WHERE conversation = :conversation AND bucket = :bucket AND id = :id"),
    GET_MESSAGES(Way.READ, "SELECT * FROM messages_by_conversation WHERE conversation = ? AND bucket = ? AND id IN ?"),
    DOWN(
            Way.READ,
            "SELECT * FROM messages_by_conversation WHERE conversation = ? AND bucket = ? AND id >= ? AND id < ?"),
    UP(
            Way.READ,
            "SELECT * FROM messages_by_conversation WHERE conversation = ? AND bucket = ? AND id >= ? AND id < ?"
                    + " ORDER BY id ASC"),
    LIGHT(
            Way.READ,
            "SELECT * FROM messages_by_conversation WHERE conversation = ? AND bucket IN ? AND id >= ? AND id < ?"),
    HEADS(
            Way.LIST,
            "SELECT id, sender, kind, amended.deleted AS deleted FROM messages_by_conversation"
                    + " WHERE conversation = ? AND bucket = ? AND id >= ? AND id < ?"),
    LIGHT_HEADS(
            Way.LIST,
            "SELECT id, sender, kind, amended.deleted AS deleted FROM messages_by_conversation"
                    + " WHERE conversation = ? AND bucket IN ? AND id >= ? AND id < ?"),

    PUT_BUCKET(Way.WRITE, "INSERT INTO buckets_by_conversation (conversation, bucket) VALUES (?, ?)"),
    PUT_HEAVY_BUCKET(
            Way.WRITE, "INSERT INTO buckets_by_conversation (conversation, bucket, heavy) VALUES (?, ?, true)"),
    BUCKETS_DOWN(
            Way.LIST,
            "SELECT bucket, heavy FROM buckets_by_conversation" + " WHERE conversation = ? AND bucket <= ? LIMIT ?"),
    BUCKETS_UP(
            Way.LIST,
            "SELECT bucket, heavy FROM buckets_by_conversation"
                    + " WHERE conversation = ? AND bucket >= ? ORDER BY bucket ASC LIMIT ?"),

    PUT_DELIVERED(
            Way.WRITE,
            "UPDATE marks_by_conversation USING TIMESTAMP ? SET delivered = ? WHERE conversation = ? AND user = ?"),
    PUT_READ(
            Way.WRITE,
            "UPDATE marks_by_conversation USING TIMESTAMP ? SET read = ? WHERE conversation = ? AND user = ?"),
    GET_MARKS(Way.LIST, "SELECT delivered, read FROM marks_by_conversation WHERE conversation = ? AND user = ?"),
    ALL_MARKS(Way.LIST, "SELECT user, delivered, read FROM marks_by_conversation WHERE conversation = ? LIMIT ?"),
    PUT_SEEN(Way.WRITE, "UPDATE activity_by_user USING TIMESTAMP ? SET seen = ? WHERE user = ?"),
    GET_SEEN(Way.LIST, "SELECT seen FROM activity_by_user WHERE user = ?"),

    PUT_HIGH_WATER(Way.WRITE, "INSERT INTO high_water (name, run, id, closed) VALUES ('messages', ?, ?, ?)"),
    GET_HIGH_WATER(Way.LIST, "SELECT run, id, closed FROM high_water WHERE name = 'messages'"),
    END_HIGH_WATER(Way.WRITE, "DELETE FROM high_water WHERE name = 'messages' AND run = ?"),

    SCAN_CLAIMS(Way.READ, "SELECT sender, ref, id, conversation, state FROM message_by_ref"),
    SCAN_MESSAGES(Way.READ, "SELECT * FROM messages_by_conversation"),
    SCAN_LAST(Way.READ, "SELECT user, conversation, last FROM conversations_by_user"),
    SCAN_ENTRIES(Way.READ, "SELECT user, id, conversation FROM inbox_by_user"),
    SCAN_MARKS(Way.READ, "SELECT user, conversation, delivered, read FROM marks_by_conversation"),
    SCAN_SEEN(Way.READ, "SELECT user, seen FROM activity_by_user"),
    GET_IDS(
            Way.READ,
            "SELECT id, kind FROM messages_by_conversation WHERE conversation = ? AND bucket = ? AND id IN ?"),

    GET_IMPORT(Way.READ, "SELECT export, ended FROM imports WHERE name = 'messages'"),
    PUT_IMPORT(Way.WRITE, "INSERT INTO imports (name, export, ended) VALUES ('messages', ?, ?)");

    /** How a statement may be sent. */
    enum Way {
        /** Again, and to a second node when the first is slow. The rows are messages. */
        READ,
        /** As above. The rows are a few numbers each, and many fit on a page. */
        LIST,
        /** Again. */
        WRITE,
        /** Once: it says whether it was applied, and a second time would say no. */
        DECIDE;

        boolean isRead() {
            return this == READ || this == LIST;
        }
    }

    private final Way way;
    private final String text;

    Cql(Way way, String text) {
        this.way = way;
        this.text = text;
    }

    Way way() {
        return way;
    }

    String text() {
        return text;
    }
}
