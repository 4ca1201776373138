package dev.parley.store.cassandra;

import dev.parley.model.Message;
import dev.parley.model.UserId;
import java.util.List;

/** A message with those who get it, each once: all that is needed to finish it. */
record Draft(Message message, List<UserId> members) {
    Draft {
        members = members.stream().distinct().toList();
    }
}
