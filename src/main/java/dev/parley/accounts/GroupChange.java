package dev.parley.accounts;

import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a group becomes.
 *
 * @param after absent when it is no more
 * @param gone who went, each with the id of the last entry that they see
 * @param announcements what is kept with it to be announced
 */
public record GroupChange(Optional<GroupState> after, Map<UserId, MessageId> gone, List<Announcement> announcements) {
    public GroupChange {
        gone = Map.copyOf(gone);
        announcements = List.copyOf(announcements);
    }
}
