package dev.parley.model;

/**
 * Names a conversation: {@code d:<smaller user id>:<larger user id>} for a direct chat, {@code g:<group id>} for a
 * group, {@code u:<user id>} for a user's own log.
 */
public sealed interface ConversationId {
    /** A chat of two; {@code low} is the smaller user id. */
    record Direct(UserId low, UserId high) implements ConversationId {
        public Direct {
            if (low.compareTo(high) >= 0) {
                throw new IllegalArgumentException("a direct conversation names two users, the smaller id first");
            }
        }

        /** Whether {@code user} is one of the two. */
        public boolean includes(UserId user) {
            return low.equals(user) || high.equals(user);
        }

        @Override
        public String toString() {
            return "d:" + low + ":" + high;
        }
    }

    /** A group's conversation. */
    record Group(GroupId group) implements ConversationId {
        @Override
        public String toString() {
            return "g:" + group;
        }
    }

    /** The log of news for one user; nobody writes to it but the server. */
    record Personal(UserId user) implements ConversationId {
        @Override
        public String toString() {
            return "u:" + user;
        }
    }

    /**
     * The direct chat of two users, whatever their order.
     *
     * @throws IllegalArgumentException when both are the same user
     */
    static ConversationId direct(UserId one, UserId other) {
        return one.compareTo(other) < 0 ? new Direct(one, other) : new Direct(other, one);
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException when {@code text} is not the canonical form of a conversation id
     */
    static ConversationId parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length == 3 && parts[0].equals("d")) {
            return new Direct(UserId.parse(parts[1]), UserId.parse(parts[2]));
        }
        if (parts.length == 2 && parts[0].equals("g")) {
            return new Group(GroupId.parse(parts[1]));
        }
        if (parts.length == 2 && parts[0].equals("u")) {
            return new Personal(UserId.parse(parts[1]));
        }
        throw new IllegalArgumentException("a conversation id is d:<user>:<user> or g:<group>");
    }
}
