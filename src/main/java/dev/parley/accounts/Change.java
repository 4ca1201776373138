package dev.parley.accounts;

import java.util.List;

/** What something becomes, and what is kept with it to be announced. */
public record Change<T>(T after, List<Announcement> announcements) {
    public Change {
        announcements = List.copyOf(announcements);
    }

    /** Everything stays as it is. */
    public static <T> Change<T> none(T same) {
        return new Change<>(same, List.of());
    }
}
