package dev.parley.lab;

import dev.parley.lab.Fact.Listed;
import dev.parley.lab.Fact.Logged;
import dev.parley.lab.Fact.Read;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is listed as unread is what the log has after the mark, the mark is not before any acknowledged one, and all is listed. */
final class UnreadCounts implements Check {
    /** A user in a conversation. */
    private record Seat(String user, String conversation) {}

    @Override
    public List<String> wrong(History history) {
        Map<Seat, Listed> listed = new HashMap<>();
        history.of(Listed.class).forEach(one -> listed.put(new Seat(one.user(), one.conversation()), one));
        Map<Seat, Long> read = new HashMap<>();
        history.of(Read.class)
                .forEach(mark -> read.merge(new Seat(mark.user(), mark.conversation()), mark.id(), Math::max));
        List<String> wrong = new ArrayList<>();
        for (Logged log : history.of(Logged.class)) {
            Seat seat = new Seat(log.user(), log.conversation());
            if (!listed.containsKey(seat)) {
                wrong.add(seat + " is not listed");
            } else {
                wrong.addAll(wrong(log, listed.get(seat), read.getOrDefault(seat, 0L)));
            }
        }
        return wrong;
    }

    private static List<String> wrong(Logged log, Listed listed, long read) {
        List<String> wrong = new ArrayList<>();
        long unread = log.texts().stream()
                .filter(text -> text.id() > listed.readUpTo() && !text.from().equals(log.user()))
                .filter(text -> !text.says().isEmpty())
                .count();
        if (listed.unread() != unread) {
            wrong.add(listed + " ought to have " + unread + " unread");
        }
        if (listed.readUpTo() < read) {
            wrong.add(listed + " was read up to " + read);
        }
        return wrong;
    }
}
