package dev.parley.lab;

import dev.parley.lab.Fact.Accepted;
import dev.parley.lab.Fact.Changed;
import dev.parley.lab.Fact.Entry;
import dev.parley.lab.Fact.Follows;
import dev.parley.lab.Fact.Got;
import dev.parley.lab.Fact.Kept;
import dev.parley.lab.Fact.Kind;
import dev.parley.lab.Fact.Linked;
import dev.parley.lab.Fact.Listed;
import dev.parley.lab.Fact.Logged;
import dev.parley.lab.Fact.Owned;
import dev.parley.lab.Fact.Pushed;
import dev.parley.lab.Fact.Read;
import dev.parley.lab.Fact.Registered;
import dev.parley.lab.Fact.Sent;
import dev.parley.lab.Fact.Shown;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A history in which all is well, and more that can happen in it. */
final class ExampleHistory {
    static final String GROUP = "g:1";
    static final Entry ZWEI = new Entry(3_600, GROUP, "ann", Kind.EDIT, "zwei", 2_000);

    final History history = new History();

    /** Ann, with two devices, says one and two to a group; Ben and Cem hear it; Bot is told of it; Cem answers two, which Ann edits. */
    ExampleHistory() {
        Stream.of("ann-1", "ann-2", "ben-1", "cem-1")
                .forEach(device -> history.add(new Owned(device, device.substring(0, 3), Link.Kind.WEB_SOCKET)));
        Stream.of("ann", "ben", "cem", "bot").forEach(user -> history.add(new Changed(GROUP, user, true, 0, 10)));
        history.add(new Registered(5, "bot"));
        Stream.of("ann-1", "ann-2", "ben-1", "cem-1").forEach(device -> history.add(new Linked(0, device, true)));
        say(100, "ann-1", "one", 1_000, 0);
        say(200, "ann-1", "two", 2_000, 0);
        hear(250, "one", 1_000, "ann", 0);
        history.add(new Kept("ben-1", "c1"));
        hear(260, "two", 2_000, "ann", 0);
        say(300, "cem-1", "three", 3_000, 2_000);
        hear(350, "three", 3_000, "cem", 2_000);
        amend(400, "zwei", 3_600, Kind.EDIT, 2_000);
        history.add(new Pushed(3_000, "bot", GROUP, 2_000, 2));
        history.add(new Pushed(4_000, "bot", GROUP, 3_000, 1));
        history.add(new Read("ben", GROUP, 1_000));
        history.add(new Shown(20_000, "ben", true));
        history.add(new Follows("ben", "0", with(log(), ZWEI)));
        history.add(new Follows("ben", "c1", with(log().subList(1, 3), ZWEI)));
        history.add(new Logged("ben", GROUP, log()));
        history.add(new Listed("ben", GROUP, 1_000, 2));
    }

    static List<Entry> log() {
        return List.of(text("one", 1_000, "ann", 0), text("zwei", 2_000, "ann", 0), text("three", 3_000, "cem", 2_000));
    }

    static List<Entry> with(List<Entry> some, Entry another) {
        return Stream.concat(some.stream(), Stream.of(another)).toList();
    }

    static Entry text(String ref, long id, String from, long replyTo) {
        return new Entry(id, GROUP, from, Kind.TEXT, ref, replyTo);
    }

    void say(long at, String device, String ref, long id, long replyTo) {
        history.add(new Sent(at, device, 1, ref, GROUP, Kind.TEXT, replyTo));
        history.add(new Accepted(at + 10, device, ref, id, GROUP));
    }

    void hear(long at, String ref, long id, String from, long replyTo) {
        history.owners().forEach((device, user) -> {
            if (!device.equals(from + "-1")) {
                history.add(new Got(at, device, 1, true, text(ref, id, from, replyTo)));
            }
        });
    }

    /** Ann edits or deletes a text of hers, and every device hears of it. */
    void amend(long at, String ref, long id, Kind kind, long target) {
        history.add(new Sent(at, "ann-1", 1, ref, GROUP, kind, target));
        history.add(new Accepted(at + 10, "ann-1", ref, id, GROUP));
        Entry entry = new Entry(id, GROUP, "ann", kind, kind == Kind.DELETE ? "" : ref, target);
        Stream.of("ann-1", "ann-2", "ben-1", "cem-1")
                .forEach(device -> history.add(new Got(at + 20, device, 1, true, entry)));
    }

    Set<String> complaints() {
        return Checks.wrong(history).keySet();
    }
}
