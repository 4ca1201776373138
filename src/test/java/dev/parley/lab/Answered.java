package dev.parley.lab;

import dev.parley.lab.Fact.Accepted;
import dev.parley.lab.Fact.Entry;
import dev.parley.lab.Fact.Refused;
import dev.parley.lab.Fact.Sent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Every send is answered in the end; with one id, however often it is sent; and what was refused for good is not accepted. */
final class Answered implements Check {
    @Override
    public List<String> wrong(History history) {
        Set<String> refused = new HashSet<>();
        history.of(Refused.class).forEach(answer -> refused.add(answer.ref()));
        Map<String, Set<Long>> ids = new HashMap<>();
        history.of(Accepted.class).forEach(answer -> ids.computeIfAbsent(answer.ref(), first -> new HashSet<>())
                .add(answer.id()));
        Stream<String> open = history.sends().values().stream()
                .map(Sent::ref)
                .filter(ref -> !ids.containsKey(ref) && !refused.contains(ref))
                .map(ref -> ref + " was never answered");
        Stream<String> twice = ids.entrySet().stream()
                .filter(answer -> answer.getValue().size() > 1)
                .map(answer -> answer.getKey() + " was accepted as " + answer.getValue());
        Stream<String> both = ids.keySet().stream()
                .filter(refused::contains)
                .map(ref -> ref + " was both refused for good and accepted");
        Stream<String> shown = history.shown()
                .map(Entry::says)
                .filter(refused::contains)
                .distinct()
                .map(ref -> ref + " was refused for good and shown");
        return Stream.of(open, twice, both, shown).flatMap(lines -> lines).toList();
    }
}
