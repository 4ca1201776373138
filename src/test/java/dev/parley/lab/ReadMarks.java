package dev.parley.lab;

import dev.parley.lab.Fact.Disturbed;
import dev.parley.lab.Fact.Listed;
import dev.parley.lab.Fact.Marked;
import dev.parley.lab.Fact.Read;
import dev.parley.lab.Fact.Receipt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A mark that a device says is kept, when its link lasts for {@value #SETTLING_MILLIS} ms and nothing is wrong so long before
 * and after. Nobody is told of a mark that nobody set, and only members are.
 */
final class ReadMarks implements Check {
    static final long SETTLING_MILLIS = 10_000;

    /** A user in a conversation. */
    private record Seat(String user, String conversation) {}

    @Override
    public List<String> wrong(History history) {
        Map<String, String> owners = history.owners();
        return Stream.concat(lost(history, owners), strange(history, owners)).toList();
    }

    private static Stream<String> lost(History history, Map<String, String> owners) {
        Map<Seat, Long> listed = new HashMap<>();
        history.of(Listed.class).forEach(one -> listed.put(new Seat(one.user(), one.conversation()), one.readUpTo()));
        Stays stays = new Stays(history);
        List<Disturbed> disturbed = history.of(Disturbed.class);
        return history.of(Marked.class).stream()
                .filter(mark ->
                        isCalm(mark, disturbed) && stays.isHere(mark.device(), mark.at(), mark.at() + SETTLING_MILLIS))
                .filter(mark ->
                        listed.getOrDefault(new Seat(owners.get(mark.device()), mark.conversation()), Long.MAX_VALUE)
                                < mark.id())
                .map(mark -> mark + " was lost");
    }

    private static boolean isCalm(Marked mark, List<Disturbed> disturbed) {
        return disturbed.stream()
                .noneMatch(
                        one -> one.until() >= mark.at() - SETTLING_MILLIS && one.from() <= mark.at() + SETTLING_MILLIS);
    }

    private static Stream<String> strange(History history, Map<String, String> owners) {
        Map<Seat, Set<Long>> set = new HashMap<>();
        history.of(Marked.class).forEach(mark -> of(set, owners.get(mark.device()), mark.conversation())
                .add(mark.id()));
        history.of(Read.class)
                .forEach(mark -> of(set, mark.user(), mark.conversation()).add(mark.id()));
        Members members = new Members(history);
        return history.of(Receipt.class).stream()
                .filter(receipt ->
                        !of(set, receipt.reader(), receipt.conversation()).contains(receipt.id())
                                || !members.of(receipt.conversation()).contains(owners.get(receipt.device())))
                .map(receipt -> receipt + " is of no mark");
    }

    private static Set<Long> of(Map<Seat, Set<Long>> set, String user, String conversation) {
        return set.computeIfAbsent(new Seat(user, conversation), first -> new HashSet<>());
    }
}
