package dev.parley.lab;

import dev.parley.it.Device;
import dev.parley.lab.Fact.Changed;
import dev.parley.lab.Fact.Registered;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is there: people with devices, each of whom writes to a few others and in groups, and bots that are never connected
 * and are told by pushes. Made while nothing is wrong.
 */
final class Town {
    private static final int GROUP_SIZE = 8;
    private static final int CONTACTS = 3;

    final List<Person> people = new ArrayList<>();
    final List<Person> bots = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Crowd crowd;
    private final List<URI> apis;

    /** How many there are, and how busy. */
    record Size(int people, int devices, int bots, long paceMillis) {}

    Town(Crowd crowd, List<URI> apis, Size size, PushTarget pushes) {
        this.crowd = crowd;
        this.apis = apis;
        for (int i = 0; i < size.people(); i++) {
            people.add(person(i, "p" + i, size));
        }
        for (int i = 0; i < size.bots(); i++) {
            bots.add(bot(i, "b" + i, size, pushes));
        }
        meet();
        found();
    }

    /** Lets everybody begin. */
    void begin() {
        crowd.enter(people, names);
    }

    private Person person(int number, String name, Size size) {
        Device first = Device.signUp(api(number), unique(name));
        names.put(first.user(), name);
        Person person = new Person(crowd, name, first, size.paceMillis());
        for (int device = 0; device < size.devices(); device++) {
            person.own(device == 0 ? first : first.another(api(number + device)), link());
        }
        return person;
    }

    /** Half of the devices have a WebSocket; the others one of the other ways. */
    private Link.Kind link() {
        Link.Kind[] kinds = Link.Kind.values();
        return crowd.dice().nextBoolean()
                ? Link.Kind.WEB_SOCKET
                : kinds[1 + crowd.dice().nextInt(kinds.length - 1)];
    }

    private Person bot(int number, String name, Size size, PushTarget pushes) {
        Device device = Device.signUp(api(number), unique(name));
        names.put(device.user(), name);
        device.rest()
                .put(
                        "/push/subscription",
                        new JsonObject().put("kind", "webhook").put("url", pushes.url(name)))
                .expect(200);
        crowd.history.add(new Registered(crowd.now(), name));
        return new Person(crowd, name, device, size.paceMillis());
    }

    private static String unique(String name) {
        return name + "_" + Long.toString(System.nanoTime(), 36);
    }

    private URI api(int number) {
        return apis.get(number % apis.size());
    }

    /** Everybody knows the next few in a round, is a friend of the next one, and knows one bot. */
    private void meet() {
        for (int i = 0; i < people.size(); i++) {
            Person person = people.get(i);
            Person next = people.get((i + 1) % people.size());
            befriend(person, next);
            person.watches(next);
            for (int far = 1; far <= CONTACTS; far++) {
                know(person, people.get((i + far) % people.size()));
            }
            if (!bots.isEmpty()) {
                know(person, bots.get(i % bots.size()));
            }
        }
    }

    private void befriend(Person one, Person other) {
        one.device()
                .rest()
                .post(
                        "/friends/requests",
                        new JsonObject().put("userId", other.device().user()))
                .expect(204);
        other.device()
                .rest()
                .post("/friends/requests/" + one.device().user() + "/accept", new JsonObject())
                .expect(204);
    }

    private void know(Person one, Person other) {
        String conversation = one.device().conversationWith(other.device());
        List.of(one, other).forEach(person -> joins(person, conversation));
    }

    private void joins(Person person, String conversation) {
        person.talksIn(conversation);
        crowd.history.add(new Changed(conversation, person.name(), true, 0, 0));
    }

    /** Each group has some neighbours, one of whom comes and goes, and a bot. */
    private void found() {
        for (int first = 0; first < people.size(); first += GROUP_SIZE / 2) {
            Set<Person> members = new LinkedHashSet<>();
            for (int i = 0; i < Math.min(GROUP_SIZE, people.size()); i++) {
                members.add(people.get((first + i) % people.size()));
            }
            if (!bots.isEmpty()) {
                members.add(bots.get(first % bots.size()));
            }
            found(List.copyOf(members));
        }
    }

    private void found(List<Person> members) {
        Person owner = members.get(0);
        JsonArray others = new JsonArray(
                members.stream().skip(1).map(member -> member.device().user()).toList());
        JsonObject group = owner.device()
                .rest()
                .post("/groups", new JsonObject().put("name", "Tea").put("members", others))
                .expect(201)
                .body();
        String conversation = "g:" + group.getString("id");
        members.forEach(member -> joins(member, conversation));
        owner.lets(members.get(1), conversation);
    }
}
