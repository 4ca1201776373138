package dev.parley.lab;

import dev.parley.it.Rest;
import dev.parley.lab.Fact.Entry;
import dev.parley.lab.Fact.Follows;
import dev.parley.lab.Fact.Kept;
import dev.parley.lab.Fact.Listed;
import dev.parley.lab.Fact.Logged;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Notes what the stores hold in the end, as everybody is shown it. */
final class Evidence {
    private static final int CURSORS_EACH = 4;
    /** Each may take minutes. */
    private static final int MOST_UNREAD = 5;

    private final Crowd crowd;
    private final Random dice;
    private final List<String> unread = new ArrayList<>();

    Evidence(Crowd crowd, long seed) {
        this.crowd = crowd;
        this.dice = new Random(seed);
    }

    /** @return what could not be read of some people, of whom no more is noted then */
    List<String> gather(List<Person> people) {
        Map<String, List<String>> kept = new HashMap<>();
        Map<String, String> owners = crowd.history.owners();
        crowd.history.of(Kept.class).forEach(one -> kept.computeIfAbsent(
                        owners.get(one.device()), first -> new ArrayList<>())
                .add(one.cursor()));
        for (Person person : people) {
            if (unread.size() < MOST_UNREAD) {
                note(person, some(kept.getOrDefault(person.name(), List.of())));
            }
        }
        return unread;
    }

    private void note(Person person, List<String> cursors) {
        try {
            follows(person, "0");
            cursors.forEach(cursor -> follows(person, cursor));
            listed(person);
            new LinkedHashSet<>(person.conversations()).forEach(conversation -> logged(person, conversation));
        } catch (AssertionError | UncheckedIOException e) {
            unread.add("what is kept for " + person.name() + " cannot be read: " + e.getMessage());
        }
    }

    private List<String> some(List<String> cursors) {
        List<String> shuffled = new ArrayList<>(new LinkedHashSet<>(cursors));
        Collections.shuffle(shuffled, dice);
        return shuffled.subList(0, Math.min(CURSORS_EACH, shuffled.size()));
    }

    private void follows(Person person, String cursor) {
        List<Entry> entries = new ArrayList<>();
        String next = cursor;
        boolean more = true;
        while (more) {
            JsonObject page = get(person, "/sync?limit=200&wait=0&cursor=" + next);
            entries.addAll(entries(page));
            next = page.getString("cursor");
            more = page.getBoolean("more");
        }
        crowd.history.add(new Follows(person.name(), cursor, entries));
    }

    private void listed(Person person) {
        String before = "";
        boolean more = true;
        while (more) {
            JsonObject page = get(person, "/conversations?limit=50" + before);
            page.getJsonArray("conversations").stream()
                    .map(JsonObject.class::cast)
                    .forEach(one -> crowd.history.add(new Listed(
                            person.name(),
                            one.getString("id"),
                            Long.parseLong(one.getString("readUpTo", "0")),
                            one.getInteger("unread"))));
            more = page.containsKey("next");
            before = "&before=" + page.getString("next");
        }
    }

    /** A log in which nothing was said is not listed, and not noted. */
    private void logged(Person person, String conversation) {
        List<Entry> log = new ArrayList<>();
        String after = "1";
        boolean more = true;
        while (more) {
            JsonObject page = get(person, "/conversations/" + conversation + "/messages?limit=200&after=" + after);
            log.addAll(entries(page));
            more = page.getBoolean("hasAfter");
            after = last(page, after);
        }
        if (!log.isEmpty()) {
            crowd.history.add(new Logged(person.name(), conversation, log));
        }
    }

    private static String last(JsonObject page, String orElse) {
        int size = page.getJsonArray("messages").size();
        return size == 0
                ? orElse
                : page.getJsonArray("messages").getJsonObject(size - 1).getString("id");
    }

    private List<Entry> entries(JsonObject page) {
        return page.getJsonArray("messages").stream()
                .map(JsonObject.class::cast)
                .flatMap(message -> crowd.entry(message).stream())
                .toList();
    }

    private static JsonObject get(Person person, String path) {
        Rest.Answer answer = person.device().rest().repeating().get(path);
        return answer.expect(200).body();
    }
}
