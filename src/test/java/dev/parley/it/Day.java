package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.World.Circle;
import dev.parley.it.World.Pair;
import dev.parley.it.World.Said;
import dev.parley.it.World.Seat;
import dev.parley.it.World.Towards;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Lets people live for a while, by dice with a seed: they write, edit, delete, read, make friends, fall out, found groups,
 * come and go, on two nodes. What the server acknowledges is noted in the {@link World}.
 */
final class Day {
    /** How long a block may take to count everywhere. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private static final int BURST = 10;

    final World world = new World();
    final List<List<Phone>> people = new ArrayList<>();
    final Map<String, Integer> cast = new HashMap<>();
    private final Random dice;
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
        act("write to somebody", 30, this::writeToSomebody);
        act("write to a group", 25, this::writeToGroup);
        act("everybody at once", 4, this::everybodyAtOnce);
        act("edit", 8, () -> amend("edit"));
        act("delete", 4, () -> amend("delete"));
        act("read", 15, this::read);
        act("type", 2, this::type);
        act("found a group", 2, this::foundGroup);
        act("rename", 1, this::rename);
        act("add a member", 5, this::addMember);
        act("remove a member", 3, this::removeMember);
        act("leave", 1, this::leave);
        act("hand out a role", 2, this::handOutRole);
        act("befriend", 5, this::befriend);
        act("answer a request", 4, this::answerRequest);
        act("end a friendship", 1, this::endFriendship);
        act("block", 2, this::block);
        act("unblock", 3, this::unblock);
        act("drop a socket", 6, this::drop);
        act("come back", 8, this::comeBack);
        act("mute or pin", 3, this::muteOrPin);
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

    String direct(int one, int other) {
        return people.get(one).get(0).device.conversationWith(people.get(other).get(0).device);
    }

    /** REST as this user, on any node. */
    Rest rest(int user) {
        return new Rest(node().api(), Optional.of(people.get(user).get(0).device.token()));
    }

    private int anybody() {
        return dice.nextInt(people.size());
    }

    private int anybodyBut(int user) {
        return (user + 1 + dice.nextInt(people.size() - 1)) % people.size();
    }

    private <T> Optional<T> any(Iterable<T> all) {
        List<T> list = new ArrayList<>();
        all.forEach(list::add);
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(dice.nextInt(list.size())));
    }

    private Phone phone(int user) {
        Phone phone = any(people.get(user)).orElseThrow();
        if (!phone.isConnected()) {
            phone.connect(node().edge());
        }
        return phone;
    }

    private Optional<Circle> anyCircle() {
        return any(world.circles.values());
    }

    private void writeToSomebody() {
        int from = anybody();
        int to = anybodyBut(from);
        JsonObject answer = phone(from)
                .send(new JsonObject()
                        .put("to", new JsonObject().put("user", userId(to)))
                        .put("text", words()));
        boolean settling = settlingUntil.getOrDefault(Pair.of(from, to), 0L) > System.nanoTime();
        if (answer.getString("type").equals("accepted")) {
            assertThat(world.isBlocked(from, to) && !settling)
                    .as("a block held")
                    .isFalse();
            said(from, answer, lastWords(), Set.of(from, to));
        } else {
            assertThat(answer.getString("code")).as(answer.encode()).isEqualTo("blocked");
            assertThat(world.isBlocked(from, to) || settling)
                    .as("there is a block")
                    .isTrue();
        }
    }

    private void writeToGroup() {
        anyCircle().ifPresent(circle -> writeToGroup(circle, anybody()));
    }

    private void writeToGroup(Circle circle, int from) {
        JsonObject answer = phone(from).send(toConversation(circle.conversation).put("text", words()));
        if (circle.members.contains(from)) {
            assertThat(answer.getString("type")).as(answer.encode()).isEqualTo("accepted");
            said(from, answer, lastWords(), circle.members);
        } else {
            assertThat(answer.getString("type")).as(answer.encode()).isEqualTo("failed");
            assertThat(answer.getString("code")).isIn("access_denied", "not_found");
        }
    }

    /** Several people write to one group at the same time. */
    private void everybodyAtOnce() {
        anyCircle().ifPresent(circle -> {
            List<Integer> writers = List.copyOf(circle.members).subList(0, Math.min(BURST, circle.members.size()));
            List<Phone> phones = writers.stream().map(this::phone).toList();
            List<String> texts = writers.stream().map(writer -> words()).toList();
            List<CompletableFuture<JsonObject>> answers = new ArrayList<>();
            for (int i = 0; i < phones.size(); i++) {
                Phone phone = phones.get(i);
                JsonObject send = toConversation(circle.conversation).put("text", texts.get(i));
                answers.add(CompletableFuture.supplyAsync(() -> phone.send(send)));
            }
            for (int i = 0; i < phones.size(); i++) {
                JsonObject answer = answers.get(i).join();
                assertThat(answer.getString("type")).as(answer.encode()).isEqualTo("accepted");
                said(writers.get(i), answer, texts.get(i), circle.members);
            }
        });
    }

    private void said(int from, JsonObject accepted, String text, Set<Integer> members) {
        assertThat(accepted.containsKey("duplicate")).isFalse();
        long id = Long.parseLong(accepted.getString("id"));
        world.said(accepted.getString("conversation"), new Said(id, from, text, members));
    }

    private void amend(String kind) {
        any(world.logs.keySet())
                .ifPresent(conversation -> any(world.logs.get(conversation).values())
                        .ifPresent(
                                said -> amend(kind, conversation, said, dice.nextInt(4) == 0 ? anybody() : said.from)));
    }

    private void amend(String kind, String conversation, Said said, int by) {
        boolean edits = kind.equals("edit");
        JsonObject send = toConversation(conversation).put("kind", kind).put("target", Long.toString(said.id));
        JsonObject answer = phone(by).send(edits ? send.put("text", words()) : send);
        if (mayAmend(edits, conversation, said, by, answer)) {
            assertThat(answer.getString("type")).as(answer.encode()).isEqualTo("accepted");
            Set<Integer> present =
                    conversation.startsWith("g:") ? world.circles.get(conversation).members : said.seenBy;
            said.become(!edits, edits ? lastWords() : "", present);
        } else {
            assertThat(answer.getString("type")).as(answer.encode()).isEqualTo("failed");
        }
    }

    /** In a direct conversation with a block that counts from this moment or the next, the answer decides. */
    private boolean mayAmend(boolean edits, String conversation, Said said, int by, JsonObject answer) {
        Optional<Circle> circle = Optional.ofNullable(world.circles.get(conversation));
        boolean own = said.from == by;
        boolean alive = !edits || !said.deleted;
        if (conversation.startsWith("g:")) {
            return circle.filter(one -> one.members.contains(by)).isPresent()
                    && alive
                    && (own || (!edits && circle.get().mayManage(by)));
        }
        Pair pair = pair(conversation);
        if (settlingUntil.getOrDefault(pair, 0L) > System.nanoTime()) {
            return answer.getString("type").equals("accepted");
        }
        return own && alive && !world.isBlocked(pair.low(), pair.high());
    }

    private Pair pair(String conversation) {
        String[] parts = conversation.split(":", -1);
        return Pair.of(cast.get(parts[1]), cast.get(parts[2]));
    }

    private void read() {
        int user = anybody();
        any(world.conversations(user)).ifPresent(conversation -> {
            long id = any(world.seen(user, conversation).keySet()).orElseThrow();
            boolean member = !conversation.startsWith("g:")
                    || Optional.ofNullable(world.circles.get(conversation))
                            .filter(circle -> circle.members.contains(user))
                            .isPresent();
            if (member) {
                read(user, conversation, id);
            }
        });
    }

    private void read(int user, String conversation, long id) {
        if (dice.nextBoolean()) {
            rest(user).put("/conversations/" + conversation + "/read", new JsonObject().put("id", Long.toString(id)));
        } else {
            phone(user)
                    .frame(new JsonObject()
                            .put("type", "read")
                            .put("conversation", conversation)
                            .put("id", Long.toString(id)));
        }
        world.read(user, conversation, id);
    }

    private void type() {
        int user = anybody();
        any(world.conversations(user)).ifPresent(conversation -> phone(user)
                .frame(new JsonObject()
                        .put("type", "typing")
                        .put("conversation", conversation)
                        .put("active", true)));
    }

    private void foundGroup() {
        int owner = anybody();
        Set<Integer> members = new LinkedHashSet<>();
        for (int i = dice.nextInt(8) + 1; i > 0; i--) {
            int other = anybodyBut(owner);
            if (!world.isBlocked(owner, other) && !isSettling(owner, other)) {
                members.add(other);
            }
        }
        JsonArray ids = new JsonArray(members.stream().map(this::userId).toList());
        String name = words();
        JsonObject group = rest(owner)
                .post("/groups", new JsonObject().put("name", name).put("members", ids))
                .expect(201)
                .body();
        Circle circle = new Circle("g:" + group.getString("id"), name, owner);
        circle.members.add(owner);
        circle.members.addAll(members);
        world.circles.put(circle.conversation, circle);
    }

    private void rename() {
        anyCircle().ifPresent(circle -> {
            int user = any(circle.members).orElseThrow();
            String name = words();
            Rest.Answer answer = rest(user).patch("/groups/" + id(circle), new JsonObject().put("name", name));
            if (circle.mayManage(user)) {
                answer.expect(200);
                circle.name = name;
            } else {
                answer.expect(403);
            }
        });
    }

    private void addMember() {
        anyCircle().ifPresent(circle -> {
            int user = any(circle.members).orElseThrow();
            int member = anybody();
            if (isSettling(user, member) || circle.members.contains(member)) {
                return;
            }
            Rest.Answer answer =
                    rest(user).put("/groups/" + id(circle) + "/members/" + userId(member), new JsonObject());
            if (circle.mayManage(user) && !world.isBlocked(user, member)) {
                assertThat(answer.status()).as(answer.body().encode()).isBetween(200, 201);
                circle.members.add(member);
            } else {
                answer.expect(403);
            }
        });
    }

    private void removeMember() {
        anyCircle().ifPresent(circle -> {
            int user = any(circle.members).orElseThrow();
            int member = any(circle.members).orElseThrow();
            if (user == member || member == circle.owner || (circle.admins.contains(member) && user != circle.owner)) {
                return;
            }
            Rest.Answer answer = rest(user).delete("/groups/" + id(circle) + "/members/" + userId(member));
            if (circle.mayManage(user)) {
                assertThat(answer.status()).as(answer.body().encode()).isBetween(200, 204);
                gone(circle, member);
                writeToGroup(circle, member);
            } else {
                answer.expect(403);
            }
        });
    }

    private void leave() {
        anyCircle().ifPresent(circle -> {
            int user = any(circle.members).orElseThrow();
            if (user != circle.owner) {
                Rest.Answer answer = rest(user).delete("/groups/" + id(circle) + "/members/" + userId(user));
                assertThat(answer.status()).as(answer.body().encode()).isBetween(200, 204);
                gone(circle, user);
            }
        });
    }

    private static void gone(Circle circle, int user) {
        circle.members.remove(user);
        circle.admins.remove(user);
    }

    private void handOutRole() {
        anyCircle().ifPresent(circle -> {
            int member = any(circle.members).orElseThrow();
            String role = List.of("admin", "member", "owner").get(dice.nextInt(3));
            if (member == circle.owner) {
                return;
            }
            Rest.Answer answer = rest(circle.owner)
                    .put("/groups/" + id(circle) + "/members/" + userId(member), new JsonObject().put("role", role));
            assertThat(answer.status()).as(answer.body().encode()).isBetween(200, 201);
            circle.admins.remove(member);
            if (role.equals("admin")) {
                circle.admins.add(member);
            } else if (role.equals("owner")) {
                circle.admins.add(circle.owner);
                circle.owner = member;
            }
        });
    }

    private void befriend() {
        int user = anybody();
        int other = anybodyBut(user);
        Rest.Answer answer = rest(user).post("/friends/requests", new JsonObject().put("userId", userId(other)));
        if (world.isBlocked(user, other)) {
            answer.expect(403);
            return;
        }
        assertThat(answer.status()).as(answer.body().encode()).isBetween(200, 204);
        if (world.requests.remove(new Towards(other, user))) {
            world.friends.add(Pair.of(user, other));
        } else if (!world.friends.contains(Pair.of(user, other))) {
            world.requests.add(new Towards(user, other));
        }
    }

    private void answerRequest() {
        any(world.requests).ifPresent(request -> {
            boolean accepts = dice.nextInt(3) > 0;
            String path = "/friends/requests/" + userId(request.user()) + (accepts ? "/accept" : "/decline");
            Rest.Answer answer = rest(request.other()).post(path, new JsonObject());
            assertThat(answer.status()).as(answer.body().encode()).isBetween(200, 204);
            world.requests.remove(request);
            if (accepts) {
                world.friends.add(Pair.of(request.user(), request.other()));
            }
        });
    }

    private void endFriendship() {
        any(world.friends).ifPresent(pair -> {
            Rest.Answer answer = rest(pair.low()).delete("/friends/" + userId(pair.high()));
            assertThat(answer.status()).as(answer.body().encode()).isBetween(200, 204);
            world.friends.remove(pair);
        });
    }

    private void block() {
        int user = anybody();
        int other = anybodyBut(user);
        Rest.Answer answer = rest(user).put("/blocks/" + userId(other), new JsonObject());
        assertThat(answer.status()).as(answer.body().encode()).isBetween(200, 204);
        world.blocks.add(new Towards(user, other));
        world.friends.remove(Pair.of(user, other));
        world.requests.remove(new Towards(user, other));
        world.requests.remove(new Towards(other, user));
        settle(user, other);
    }

    private void unblock() {
        any(world.blocks).ifPresent(block -> {
            Rest.Answer answer = rest(block.user()).delete("/blocks/" + userId(block.other()));
            assertThat(answer.status()).as(answer.body().encode()).isBetween(200, 204);
            world.blocks.remove(block);
            settle(block.user(), block.other());
        });
    }

    private void settle(int one, int other) {
        settlingUntil.put(Pair.of(one, other), System.nanoTime() + SETTLING.toNanos());
    }

    private boolean isSettling(int one, int other) {
        return settlingUntil.getOrDefault(Pair.of(one, other), 0L) > System.nanoTime();
    }

    private void drop() {
        any(people.get(anybody())).orElseThrow().disconnect();
    }

    private void comeBack() {
        any(people.get(anybody())).orElseThrow().connect(node().edge());
    }

    private void muteOrPin() {
        int user = anybody();
        any(world.conversations(user)).ifPresent(conversation -> {
            boolean mutes = dice.nextBoolean();
            Set<Seat> marked = mutes ? world.muted : world.pinned;
            Seat seat = new Seat(user, conversation);
            boolean now = !marked.contains(seat);
            rest(user)
                    .patch("/conversations/" + conversation, new JsonObject().put(mutes ? "muted" : "pinned", now))
                    .expect(200);
            if (now) {
                marked.add(seat);
            } else {
                marked.remove(seat);
            }
        });
    }

    private static JsonObject toConversation(String conversation) {
        return new JsonObject().put("to", new JsonObject().put("conversation", conversation));
    }

    private static String id(Circle circle) {
        return circle.conversation.substring(2);
    }

    private String words() {
        words++;
        return lastWords();
    }

    private String lastWords() {
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
}
