package dev.parley.bench.capacity;

import java.util.ArrayList;
import java.util.List;

/** How many nodes of each part a demand asks for, by each of its limits. */
final class Sizing {
    /** As many as PARLEY_PUSHES takes. */
    private static final int MOST_PUSH_DATABASES = 63;

    private static final double MICROS = 1e6;
    private static final double KILOBYTE = 1_024;
    private static final double MEGABYTE = 1e6;
    private static final double GIGABYTE = 1e9;
    private static final double GIGABIT = 1e9 / 8;

    private final Assumptions a;
    private final Costs costs;
    private final Demand demand;

    Sizing(Assumptions assumptions, Costs costs) {
        this.a = assumptions;
        this.costs = costs;
        this.demand = new Demand(assumptions, costs);
    }

    Demand demand() {
        return demand;
    }

    List<Part> parts() {
        List<Part> parts = new ArrayList<>(
                List.of(edge(), router(), presence(), persistence(), accounts(), api(), notification()));
        double members = parts.stream().mapToDouble(Part::nodes).sum();
        parts.add(new Part(
                "event bus (Hazelcast cluster)",
                1,
                List.of(Figure.of(
                        "members",
                        members / costs.of("clusterMembers"),
                        "",
                        "%s nodes of ours / %s members",
                        members,
                        costs.of("clusterMembers")))));
        parts.addAll(List.of(cassandra(), redis(), postgres(), pushes()));
        return parts;
    }

    private Part edge() {
        double of =
                demand.messages.value() * (costs.of("messageMicros") * costs.of("edgeShare") + costs.of("hopMicros"))
                        + demand.deliveries.value() * costs.of("deliveryMicros")
                        + demand.hellos.value() * (costs.of("helloMicros") + costs.of("hopMicros"))
                        + demand.news.value() * costs.of("deliveryMicros")
                        + demand.sessions.value() / costs.of("heartbeatSeconds") * costs.of("heartbeatMicros");
        double bytes = (demand.messages.value() + demand.deliveries.value()) * (a.text + costs.of("frameBytes"))
                + demand.news.value() * costs.of("frameBytes");
        return new Part(
                "edge",
                Part.ANY,
                List.of(
                        processor(of, "messages, deliveries, hellos, news and heartbeats"),
                        Figure.of(
                                "memory",
                                demand.sessions.value()
                                        * costs.of("sessionKilobytes")
                                        * KILOBYTE
                                        / (costs.of("nodeGigabytes") * GIGABYTE * a.full),
                                "",
                                "%s sessions × %s KB / (%s GB × %s)",
                                demand.sessions.value(),
                                costs.of("sessionKilobytes"),
                                costs.of("nodeGigabytes"),
                                a.full),
                        Figure.of(
                                "clients it takes",
                                demand.sessions.value() / costs.of("edgeSessions"),
                                "",
                                "%s sessions / %s",
                                demand.sessions.value(),
                                costs.of("edgeSessions")),
                        network(bytes)));
    }

    private Part router() {
        double hops = 3 + nodesOfAMessage();
        double of = demand.messages.value()
                * (costs.of("messageMicros") * costs.of("routerShare") + hops * costs.of("hopMicros"));
        double bytes = demand.messages.value() * hops * (costs.of("busBytes") + a.text);
        return new Part(
                "router",
                Part.ANY,
                List.of(
                        processor(of, "messages, each with " + Figure.number(hops) + " requests over the bus"),
                        network(bytes)));
    }

    /** How many edges a message goes to: those with a device of it. */
    private double nodesOfAMessage() {
        return demand.deliveries.value() / demand.messages.value();
    }

    private Part presence() {
        double of = demand.messages.value() * costs.of("hopMicros")
                + 2 * demand.hellos.value() * (costs.of("listMicros") + costs.of("hopMicros"))
                + demand.news.value() * costs.of("hopMicros");
        return new Part(
                "presence", Part.ANY, List.of(processor(of, "looking for members, sessions that come and go, news")));
    }

    private Part persistence() {
        double of =
                demand.messages.value() * (costs.of("messageMicros") * costs.of("storeShare") + costs.of("hopMicros"))
                        + demand.hellos.value() * costs.of("hopMicros");
        return new Part("persistence", Part.ANY, List.of(processor(of, "messages to store, inboxes to read at hello")));
    }

    private Part notification() {
        return new Part(
                "notification", Part.ANY, List.of(processor(demand.pushes.value() * costs.of("pushMicros"), "pushes")));
    }

    private Part cassandra() {
        double rows = 1 + 2 * a.group + costs.of("transactionRows");
        double disk = (demand.stored.value() + demand.inboxes.value()) / costs.of("cassandraTerabytes");
        return new Part(
                "Cassandra",
                Part.ANY,
                List.of(
                        Figure.of(
                                "writes",
                                demand.messages.value() * rows * a.replicas / (costs.of("cassandraWrites") * a.full),
                                "",
                                "%s messages × %s rows × %s replicas / (%s/s × %s)",
                                demand.messages.value(),
                                rows,
                                a.replicas,
                                costs.of("cassandraWrites"),
                                a.full),
                        Figure.of(
                                "disk at the end of the first year",
                                disk,
                                "",
                                "(%s TB of log + %s TB of inboxes) / %s TB",
                                demand.stored.value(),
                                demand.inboxes.value(),
                                costs.of("cassandraTerabytes"))));
    }

    private Part redis() {
        double commands = demand.messages.value() * a.group
                + demand.hellos.value() * costs.of("sessionCommands")
                + 2 * demand.hellos.value() / a.devices * a.friends * (1 + a.online);
        return new Part(
                "Redis (masters; as many replicas)",
                Part.ANY,
                List.of(
                        Figure.of(
                                "commands",
                                commands / (costs.of("redisCommands") * a.full),
                                "",
                                "(%s messages × %s members + %s sessions × %s + news of %s friends) = %s/s / (%s/s × %s)",
                                demand.messages.value(),
                                a.group,
                                demand.hellos.value(),
                                costs.of("sessionCommands"),
                                a.friends,
                                commands,
                                costs.of("redisCommands"),
                                a.full),
                        Figure.of(
                                "memory",
                                demand.sessions.value()
                                        * costs.of("redisSessionBytes")
                                        / (costs.of("redisGigabytes") * GIGABYTE),
                                "",
                                "%s sessions × %s bytes / %s GB",
                                demand.sessions.value(),
                                costs.of("redisSessionBytes"),
                                costs.of("redisGigabytes"))));
    }

    private Part accounts() {
        double of = 2 * demand.messages.value() * (costs.of("groupAskOwnMicros") + costs.of("hopMicros"))
                + readsOfSessions() * (costs.of("readOwnMicros") + costs.of("hopMicros"))
                + demand.refreshes.value() * (costs.of("refreshOwnMicros") + costs.of("hopMicros"))
                + demand.pushes.value() * costs.of("pushOwnMicros");
        return new Part(
                "accounts",
                Part.ANY,
                List.of(processor(of, "who is in the group, sessions that come and go, sign-ins, pushes")));
    }

    /** Of each that comes: what is news to friends, twice, and what may be seen of groups. */
    private double readsOfSessions() {
        return 2 * demand.hellos.value() / a.devices + demand.hellos.value();
    }

    private Part api() {
        double of = demand.refreshes.value() * (costs.of("requestMicros") + costs.of("hopMicros"))
                + demand.hellos.value() * costs.of("pageMicros");
        return new Part(
                "api",
                Part.ANY,
                List.of(processor(of, "sign-ins that are refreshed, a page of history for each session")));
    }

    private Part postgres() {
        double of = 2 * demand.messages.value() * costs.of("groupAskMicros")
                + demand.pushes.value() * costs.of("pushAccountsMicros")
                + 2 * demand.hellos.value() / a.devices * costs.of("audienceMicros")
                + demand.hellos.value() * costs.of("viewMicros")
                + demand.refreshes.value() * costs.of("refreshMicros");
        return new Part(
                "accounts: PostgreSQL",
                1,
                List.of(
                        cores(
                                of,
                                "whom pushes reach, who is in the group, sessions that come and go, sign-ins",
                                "accountsCores"),
                        Figure.of(
                                "memory",
                                a.users
                                        * costs.of("accountKilobytes")
                                        * KILOBYTE
                                        * costs.of("accountsInMemory")
                                        / (costs.of("accountsGigabytes") * GIGABYTE),
                                "",
                                "%s people × %s KB × %s / %s GB",
                                a.users,
                                costs.of("accountKilobytes"),
                                costs.of("accountsInMemory"),
                                costs.of("accountsGigabytes")),
                        log(demand.refreshes, "refreshLogBytes")));
    }

    private Part pushes() {
        return new Part(
                "queue of pushes: PostgreSQL",
                MOST_PUSH_DATABASES,
                List.of(
                        cores(demand.pushes.value() * costs.of("pushQueueMicros"), "pushes", "queueCores"),
                        log(demand.pushes, "pushLogBytes")));
    }

    private Figure log(Figure rows, String bytes) {
        return Figure.of(
                "log",
                rows.value() * costs.of(bytes) / (costs.of("databaseLogMegabytes") * MEGABYTE * a.full),
                "",
                rows.name() + ": %s/s × %s bytes / (%s MB/s × %s)",
                rows.value(),
                costs.of(bytes),
                costs.of("databaseLogMegabytes"),
                a.full);
    }

    private Figure processor(double microsOfASecond, String what) {
        return cores(microsOfASecond, what, "nodeCores");
    }

    private Figure cores(double microsOfASecond, String what, String ofNode) {
        double cores = microsOfASecond / MICROS;
        return Figure.of(
                "processor",
                cores / (costs.of(ofNode) * a.full),
                "",
                what + ": %s cores / (%s × %s)",
                cores,
                costs.of(ofNode),
                a.full);
    }

    private Figure network(double bytesOfASecond) {
        return Figure.of(
                "network",
                bytesOfASecond / (costs.of("nodeGigabits") * GIGABIT * a.full),
                "",
                "%s bytes/s / (%s Gbit/s × %s)",
                bytesOfASecond,
                costs.of("nodeGigabits"),
                a.full);
    }
}
