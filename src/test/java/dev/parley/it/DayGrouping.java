package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.World.Circle;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How groups are founded and changed, each step compared with what the {@link World} allows. */
final class DayGrouping {
    private final Day day;
    private final DayTalking talking;

    DayGrouping(Day day, DayTalking talking) {
        this.day = day;
        this.talking = talking;
    }

    void foundGroup() {
        int owner = day.anybody();
        Set<Integer> members = new LinkedHashSet<>();
        for (int i = day.dice.nextInt(8) + 1; i > 0; i--) {
            int other = day.anybodyBut(owner);
            if (!day.world.isBlocked(owner, other) && !day.isSettling(owner, other)) {
                members.add(other);
            }
        }
        JsonArray ids = new JsonArray(members.stream().map(day::userId).toList());
        String name = day.words();
        JsonObject group = day.rest(owner)
                .post("/groups", new JsonObject().put("name", name).put("members", ids))
                .expect(201)
                .body();
        Circle circle = new Circle("g:" + group.getString("id"), name, owner);
        circle.members.add(owner);
        circle.members.addAll(members);
        day.world.circles.put(circle.conversation, circle);
    }

    void rename() {
        day.anyCircle().ifPresent(circle -> {
            int user = day.any(circle.members).orElseThrow();
            String name = day.words();
            Rest.Answer answer = day.rest(user).patch("/groups/" + Day.id(circle), new JsonObject().put("name", name));
            if (circle.mayManage(user)) {
                answer.expect(200);
                circle.name = name;
            } else {
                answer.expect(403);
            }
        });
    }

    void addMember() {
        day.anyCircle().ifPresent(circle -> {
            int user = day.any(circle.members).orElseThrow();
            int member = day.anybody();
            if (day.isSettling(user, member) || circle.members.contains(member)) {
                return;
            }
            Rest.Answer answer = day.rest(user)
                    .put("/groups/" + Day.id(circle) + "/members/" + day.userId(member), new JsonObject());
            if (circle.mayManage(user) && !day.world.isBlocked(user, member)) {
                assertThat(answer.status()).as(answer.body().encode()).isBetween(200, 201);
                circle.members.add(member);
            } else {
                answer.expect(403);
            }
        });
    }

    void removeMember() {
        day.anyCircle().ifPresent(circle -> {
            int user = day.any(circle.members).orElseThrow();
            int member = day.any(circle.members).orElseThrow();
            if (user == member || member == circle.owner || (circle.admins.contains(member) && user != circle.owner)) {
                return;
            }
            Rest.Answer answer = day.rest(user).delete("/groups/" + Day.id(circle) + "/members/" + day.userId(member));
            if (circle.mayManage(user)) {
                assertThat(answer.status()).as(answer.body().encode()).isBetween(200, 204);
                gone(circle, member);
                talking.writeToGroup(circle, member);
            } else {
                answer.expect(403);
            }
        });
    }

    void leave() {
        day.anyCircle().ifPresent(circle -> {
            int user = day.any(circle.members).orElseThrow();
            if (user != circle.owner) {
                Rest.Answer answer =
                        day.rest(user).delete("/groups/" + Day.id(circle) + "/members/" + day.userId(user));
                assertThat(answer.status()).as(answer.body().encode()).isBetween(200, 204);
                gone(circle, user);
            }
        });
    }

    private static void gone(Circle circle, int user) {
        circle.members.remove(user);
        circle.admins.remove(user);
    }

    void handOutRole() {
        day.anyCircle().ifPresent(circle -> {
            int member = day.any(circle.members).orElseThrow();
            String role = List.of("admin", "member", "owner").get(day.dice.nextInt(3));
            if (member == circle.owner) {
                return;
            }
            Rest.Answer answer = day.rest(circle.owner)
                    .put(
                            "/groups/" + Day.id(circle) + "/members/" + day.userId(member),
                            new JsonObject().put("role", role));
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
}
