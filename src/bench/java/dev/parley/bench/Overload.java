package dev.parley.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is right under more load than the server can do: what it accepts is soon durable, the rest is refused sooner, with a
 * time to send it again; memory stays as it is; and once the load is over, all is as before.
 */
record Overload(Figures before, Figures during, Figures after) {
    private static final double ACCEPTED_MILLIS = 5_000;
    private static final double REFUSED_MILLIS = 1_000;
    private static final double AS_BEFORE = 3;
    private static final double GOOD_MILLIS = 100;
    private static final long OVER_MILLIS = 6_000;
    private static final long GROWN_PERCENT = 115;
    /** One of so many has to be refused, or there was no overload. */
    private static final long ENOUGH_REFUSED = 50;

    static Overload of(List<Figures> runs) {
        return new Overload(runs.get(0), runs.get(1), runs.get(2));
    }

    /** What is not right, in words; empty when all is. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        atMost(wrong, Mail.ACCEPTED + ", p99, ms", during.millis(Mail.ACCEPTED, 99), ACCEPTED_MILLIS);
        atMost(wrong, Mail.REFUSED + ", p99, ms", during.millis(Mail.REFUSED, 99), REFUSED_MILLIS);
        List.of(Mail.NO_TIME, "unanswered", "cut off").forEach(what -> atMost(wrong, what, during.count(what), 0));
        atMost(wrong, Run.OVER_AFTER, during.count(Run.OVER_AFTER), OVER_MILLIS);
        atMost(wrong, Run.RESIDENT, during.count(Run.RESIDENT), during.count(Run.RESIDENT_EARLY) * GROWN_PERCENT / 100);
        atMost(wrong, "afterwards, failures", after.failures(), before.failures());
        double good = Math.max(GOOD_MILLIS, AS_BEFORE * before.millis(Mail.ACCEPTED, 99));
        atMost(wrong, "afterwards, " + Mail.ACCEPTED + ", p99, ms", after.millis(Mail.ACCEPTED, 99), good);
        if ((during.count("sent") - during.count("accepted")) * ENOUGH_REFUSED < during.count("sent")) {
            wrong.add("no overload: all was accepted, or nearly all");
        }
        return wrong;
    }

    private static void atMost(List<String> wrong, String what, long is, long most) {
        if (is > most) {
            wrong.add(String.format(Locale.ROOT, "%s: %,d, more than %,d", what, is, most));
        }
    }

    private static void atMost(List<String> wrong, String what, double is, double most) {
        if (is > most) {
            wrong.add(String.format(Locale.ROOT, "%s: %,.0f, more than %,.0f", what, is, most));
        }
    }
}
