package dev.parley.boot;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The verticles there are, and what each one cannot do without. */
enum VerticleName {
    OPS(false),
    PERSISTENCE(false),
    PRESENCE(false),
    /** The lease, sessions and tokens of one process. Never in the plan: it comes with those that use it. */
    NODE(false),
    ACCOUNTS(false),
    ROUTER(true),
    NOTIFICATION(true),
    EDGE(true),
    API(true);

    private final boolean scales;

    VerticleName(boolean scales) {
        this.scales = scales;
    }

    static Optional<VerticleName> of(String text) {
        return Arrays.stream(values())
                .filter(name -> name.planned() && name.toString().equals(text))
                .findFirst();
    }

    /** The names that a plan can hold. */
    static String choice() {
        return Arrays.stream(values())
                .filter(VerticleName::planned)
                .map(VerticleName::toString)
                .reduce((left, right) -> left + ", " + right)
                .orElse("");
    }

    /** Whether it can have several instances in one process. */
    boolean scales() {
        return scales;
    }

    boolean planned() {
        return this != NODE;
    }

    /** Whether it listens to clients, by event loops. */
    boolean facesClients() {
        return this == EDGE || this == API;
    }

    /** Whether it makes ids or holds sessions, by way of {@link #NODE}. */
    boolean usesNode() {
        return this == ACCOUNTS || this == EDGE || this == API;
    }

    /** The verticles that must answer, here or on another node, for this one to be of use. */
    Set<VerticleName> needs() {
        return switch (this) {
            case OPS -> EnumSet.noneOf(VerticleName.class);
            case PERSISTENCE, PRESENCE -> EnumSet.of(this);
            case NODE -> EnumSet.of(PRESENCE, ACCOUNTS);
            case ACCOUNTS -> EnumSet.of(ACCOUNTS, PRESENCE);
            case ROUTER, NOTIFICATION, EDGE, API -> EnumSet.of(PERSISTENCE, PRESENCE, ACCOUNTS);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
