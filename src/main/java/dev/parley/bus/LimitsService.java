package dev.parley.bus;

import dev.parley.model.Granted;
import dev.parley.model.RateLimit;
import java.time.Duration;

/** How often things are done in the whole cluster, as {@code presence} counts it. */
public final class LimitsService {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    /** Takes some of what a limit allows. */
    public static final Endpoint<Take, Granted> TAKE =
            new Endpoint<>("chat.limits.take", Take.class, Granted.class, TIMEOUT);
    /** Gives back what turned out not to count. */
    public static final Endpoint<GiveBack, Done> GIVE_BACK =
            new Endpoint<>("chat.limits.give-back", GiveBack.class, Done.class, TIMEOUT);

    private LimitsService() {}

    /**
     * @param key what is counted, and for whom
     * @param limit the same in all questions about one key
     * @param wanted how many, of which some may be granted
     */
    public record Take(String key, RateLimit limit, int wanted) {}

    public record GiveBack(String key, RateLimit limit, int count) {}
}
