package dev.parley.sessions;

import dev.parley.model.UserId;
import java.util.List;
import java.util.Set;

/**
 * What a presence node took to look after.
 *
 * @param due users who may have gone
 * @param untold users who came or went a while ago, of whom nobody has said that their friends were told
 * @param more whether there may be more to take at once
 */
public record Taken(List<Due> due, Set<UserId> untold, boolean more) {}
