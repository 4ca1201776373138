package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.World.Circle;
import dev.parley.it.World.Seat;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what everybody sees, on every device and by REST, with the {@link World}. */
final class Verdict {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LIVE = Duration.ofSeconds(5);

    private final Day day;
    private int healed;

    Verdict(Day day) {
        this.day = day;
    }

    /**
     * Every connected device has what its user is to have. What live delivery has not brought, and may lose, comes by the sync
     * that clients make now and then; how many devices needed one is counted.
     */
    void everyConnectedDeviceHasEverything() {
        List<Phone> lacking = lacking(connected().toList(), LIVE);
        lacking.forEach(Phone::sync);
        healed += lacking.size();
        lacking(lacking, PATIENCE);
        connected().forEach(phone -> assertThat(wrong(phone))
                .as("device %s of %s", phone.device.id(), phone.owner)
                .isEmpty());
    }

    /** How many times a device needed a sync. */
    int healed() {
        return healed;
    }

    private Stream<Phone> connected() {
        return day.people.stream().flatMap(List::stream).filter(Phone::isConnected);
    }

    /** Those of some that lack anything, or have what is not theirs, after a while. */
    private List<Phone> lacking(List<Phone> phones, Duration limit) {
        return await(
                () -> phones.stream().filter(phone -> !wrong(phone).isEmpty()).toList(), limit);
    }

    /** All of it: devices, history, unread, marks, friends, members. */
    void everythingIsAsItOughtToBe() {
        everyConnectedDeviceHasEverything();
        for (int user = 0; user < day.people.size(); user++) {
            int who = user;
            day.world.conversations(who).forEach(conversation -> history(who, conversation));
            eventually("conversations of " + who, () -> conversations(who));
            friends(who);
        }
        day.world.circles.values().forEach(this::members);
    }

    private List<String> wrong(Phone phone) {
        List<String> wrong = new ArrayList<>();
        for (String conversation : day.world.conversations(phone.owner)) {
            Map<Long, Set<String>> expected = day.world.onDevices(phone.owner, conversation);
            Map<Long, String> shown = phone.shown(conversation, day.cast);
            if (!isAsExpected(shown, expected)) {
                wrong.add(conversation + difference(expected, shown));
            }
        }
        phone.conversations().stream()
                .filter(one -> day.world.seen(phone.owner, one).isEmpty())
                .forEach(one -> wrong.add(one + " is not theirs"));
        return wrong;
    }

    private void history(int user, String conversation) {
        Map<Long, String> read = new TreeMap<>();
        for (JsonObject message : device(user).history(conversation)) {
            if (message.getString("kind").equals("text")) {
                read.put(Long.parseLong(message.getString("id")), state(message));
            }
        }
        assertThat(read).as("history of %s for %s", conversation, user).isEqualTo(day.world.seen(user, conversation));
    }

    private String state(JsonObject message) {
        String from = String.valueOf(day.cast.get(message.getString("from")));
        if (message.containsKey("deletedAt")) {
            return from + " deleted";
        }
        return from + (message.containsKey("editedAt") ? " edited " : " ") + message.getString("text");
    }

    private List<String> conversations(int user) {
        Map<String, JsonObject> listed = new TreeMap<>();
        String before = "";
        boolean more = true;
        while (more) {
            JsonObject page = device(user)
                    .rest()
                    .get("/conversations?limit=50" + before)
                    .expect(200)
                    .body();
            page.getJsonArray("conversations").stream()
                    .map(JsonObject.class::cast)
                    .forEach(one -> listed.put(one.getString("id"), one));
            more = page.containsKey("next");
            before = "&before=" + page.getString("next");
        }
        List<String> wrong = new ArrayList<>();
        for (String conversation : day.world.conversations(user)) {
            JsonObject shown = listed.getOrDefault(conversation, new JsonObject());
            Seat seat = new Seat(user, conversation);
            expect(
                    wrong,
                    conversation + " unread",
                    day.world.unread(user, conversation),
                    shown.getInteger("unread", -1));
            expect(wrong, conversation + " muted", day.world.muted.contains(seat), shown.getBoolean("muted", false));
            expect(wrong, conversation + " pinned", day.world.pinned.contains(seat), shown.getBoolean("pinned", false));
            expect(
                    wrong,
                    conversation + " read",
                    day.world.readUpTo.getOrDefault(seat, 0L),
                    Long.parseLong(shown.getString("readUpTo", "0")));
        }
        return wrong;
    }

    private static void expect(List<String> wrong, String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            wrong.add(what + " is " + found + " instead of " + expected);
        }
    }

    private void friends(int user) {
        JsonArray friends =
                device(user).rest().get("/friends").expect(200).body().getJsonArray("friends");
        Set<Integer> found = friends.stream()
                .map(JsonObject.class::cast)
                .map(friend -> day.cast.get(friend.getString("id")))
                .collect(Collectors.toSet());
        assertThat(found).as("friends of %s", user).isEqualTo(day.world.friendsOf(user));
    }

    private void members(Circle circle) {
        JsonObject group = device(circle.owner)
                .rest()
                .get("/groups/" + circle.conversation.substring(2))
                .expect(200)
                .body();
        Map<Integer, String> roles = new TreeMap<>();
        group.getJsonArray("members").stream()
                .map(JsonObject.class::cast)
                .forEach(member -> roles.put(day.cast.get(member.getString("user")), member.getString("role")));
        Map<Integer, String> expected = new TreeMap<>();
        circle.members.forEach(member -> expected.put(
                member, member == circle.owner ? "owner" : circle.admins.contains(member) ? "admin" : "member"));
        assertThat(roles).as("members of %s", circle.conversation).isEqualTo(expected);
        assertThat(group.getString("name")).isEqualTo(circle.name);
    }

    private Device device(int user) {
        return day.people.get(user).get(0).device;
    }

    private static boolean isAsExpected(Map<Long, String> shown, Map<Long, Set<String>> expected) {
        return shown.keySet().equals(expected.keySet())
                && shown.entrySet().stream()
                        .allMatch(text -> expected.get(text.getKey()).contains(text.getValue()));
    }

    private static String difference(Map<Long, Set<String>> expected, Map<Long, String> shown) {
        Map<Long, Set<String>> missing = new TreeMap<>(expected);
        missing.entrySet().removeIf(text -> text.getValue().contains(shown.getOrDefault(text.getKey(), "")));
        Map<Long, String> odd = new TreeMap<>(shown);
        odd.entrySet()
                .removeIf(text -> expected.getOrDefault(text.getKey(), Set.of()).contains(text.getValue()));
        return " lacks " + missing + ", has " + odd;
    }

    private static void eventually(String what, Look<String> look) {
        assertThat(await(look, PATIENCE)).as(what).isEmpty();
    }

    /** Looks until nothing is wrong, for what comes a little later, and says what is wrong at last. */
    private static <T> List<T> await(Look<T> look, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        List<T> wrong = look.wrong();
        while (!wrong.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(50_000_000);
            wrong = look.wrong();
        }
        return wrong;
    }

    /** Says what is wrong at this moment. */
    @FunctionalInterface
    private interface Look<T> {
        List<T> wrong();
    }
}
