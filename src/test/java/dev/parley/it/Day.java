package dev.parley.it;

import dev.parley.it.World.Circle;
import dev.parley.it.World.Pair;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Lets people live for a while, by dice with a seed: they write, edit, delete, read, make friends, fall out, found groups,
 * come and go, on two nodes. What the server acknowledges is noted in the {@link World}.
 */
final class Day {
    /** How long a block may take to count everywhere. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    final World world = new World();
    final List<List<Phone>> people = new ArrayList<>();
    final Map<String, Integer> cast = new HashMap<>();
    final Random dice;
    private final List<ParleyProcess> nodes;
    private final Map<Pair, Long> settlingUntil = new HashMap<>();
    private final List<Act> acts = new ArrayList<>();
    private int words;

    /** Something that a person may do, and how often compared to others. */
    private record Act(String name, int weight, Runnable act) {}

    Day(long seed, List<ParleyProcess> nodes) {
        this.dice = new Random(seed);
        this.nodes = nodes;
        plan();
    }

    private void plan() {
        DayTalking talking = new DayTalking(this);
        DayGrouping grouping = new DayGrouping(this, talking);
        DayBefriending befriending = new DayBefriending(this);
        act("write to somebody", 30, talking::writeToSomebody);
        act("write to a group", 25, talking::writeToGroup);
        act("everybody at once", 4, talking::everybodyAtOnce);
        act("edit", 8, () -> talking.amend("edit"));
        act("delete", 4, () -> talking.amend("delete"));
        act("read", 15, talking::read);
        act("type", 2, talking::type);
        act("found a group", 2, grouping::foundGroup);
        act("rename", 1, grouping::rename);
        act("add a member", 5, grouping::addMember);
        act("remove a member", 3, grouping::removeMember);
        act("leave", 1, grouping::leave);
        act("hand out a role", 2, grouping::handOutRole);
        act("befriend", 5, befriending::befriend);
        act("answer a request", 4, befriending::answerRequest);
        act("end a friendship", 1, befriending::endFriendship);
        act("block", 2, befriending::block);
        act("unblock", 3, befriending::unblock);
        act("drop a socket", 6, this::drop);
        act("come back", 8, this::comeBack);
        act("mute or pin", 3, talking::muteOrPin);
    }

    private void act(String name, int weight, Runnable act) {
        acts.add(new Act(name, weight, act));
    }

    /** Signs everybody up, each with some devices on either node. */
    void gather(int users, int devices) {
        for (int user = 0; user < users; user++) {
            Device first = Device.signUp(node().api(), "day_" + Long.toString(dice.nextLong(1L << 40), 36) + user);
            List<Phone> phones = new ArrayList<>(List.of(new Phone(first, user)));
            for (int more = 1; more < devices; more++) {
                phones.add(new Phone(first.another(node().api()), user));
            }
            phones.forEach(phone -> phone.connect(node().edge()));
            people.add(phones);
            cast.put(first.user(), user);
        }
    }

    /** Does one thing, and says what it was. */
    String step() {
        int left = dice.nextInt(acts.stream().mapToInt(Act::weight).sum());
        for (Act act : acts) {
            left -= act.weight();
            if (left < 0) {
                act.act().run();
                return act.name();
            }
        }
        throw new AssertionError("the dice fell off the table");
    }

    ParleyProcess node() {
        return nodes.get(dice.nextInt(nodes.size()));
    }

    String userId(int user) {
        return people.get(user).get(0).device.user();
    }

    /** REST as this user, on any node. */
    Rest rest(int user) {
        return new Rest(node().api(), Optional.of(people.get(user).get(0).device.token())).repeating();
    }

    int anybody() {
        return dice.nextInt(people.size());
    }

    int anybodyBut(int user) {
        return (user + 1 + dice.nextInt(people.size() - 1)) % people.size();
    }

    <T> Optional<T> any(Iterable<T> all) {
        List<T> list = new ArrayList<>();
        all.forEach(list::add);
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(dice.nextInt(list.size())));
    }

    Phone phone(int user) {
        Phone phone = any(people.get(user)).orElseThrow();
        if (!phone.isConnected()) {
            phone.connect(node().edge());
        }
        return phone;
    }

    Optional<Circle> anyCircle() {
        return any(world.circles.values());
    }

    Pair pair(String conversation) {
        String[] parts = conversation.split(":", -1);
        return Pair.of(cast.get(parts[1]), cast.get(parts[2]));
    }

    void settle(int one, int other) {
        settlingUntil.put(Pair.of(one, other), System.nanoTime() + SETTLING.toNanos());
    }

    boolean isSettling(int one, int other) {
        return settlingUntil.getOrDefault(Pair.of(one, other), 0L) > System.nanoTime();
    }

    private void drop() {
        any(people.get(anybody())).orElseThrow().disconnect();
    }

    private void comeBack() {
        any(people.get(anybody())).orElseThrow().connect(node().edge());
    }

    static JsonObject toConversation(String conversation) {
        return new JsonObject().put("to", new JsonObject().put("conversation", conversation));
    }

    static String id(Circle circle) {
        return circle.conversation.substring(2);
    }

    String words() {
        words++;
        return lastWords();
    }

    String lastWords() {
        return "words " + words;
    }

    /** Brings every device back, on any node. */
    void everybodyComesBack() {
        people.forEach(phones -> phones.forEach(phone -> {
            URI edge = node().edge();
            if (!phone.isConnected()) {
                phone.connect(edge);
            }
        }));
    }

    void everybodyGoes() {
        people.forEach(phones -> phones.forEach(Phone::disconnect));
    }
}
