package dev.parley.model;

import java.util.Locale;

/** How somebody's place in a group changed. The wire name is the lower-case name. */
public enum MembershipChange {
    /** Came in as a member. */
    ADDED,
    /** Was taken out by another. */
    REMOVED,
    /** Went. */
    LEFT,
    /** Is an ordinary member from now on. */
    MEMBER,
    /** Is an administrator from now on. */
    ADMIN,
    /** Is the owner from now on; who was is an administrator. */
    OWNER;

    /** The name that clients see. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
