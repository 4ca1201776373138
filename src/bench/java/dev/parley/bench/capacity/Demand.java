package dev.parley.bench.capacity;

import java.util.List;

/** What is asked of the service at its peak, and what it has to keep. */
final class Demand {
    private static final double DAY_SECONDS = 86_400;
    private static final double YEAR_DAYS = 365;
    private static final double TERABYTE = 1e12;

    final Figure sessions;
    final Figure messages;
    final Figure deliveries;
    final Figure pushes;
    final Figure hellos;
    final Figure refreshes;
    final Figure news;
    final Figure stored;
    final Figure inboxes;
    final Figure clientTraffic;

    Demand(Assumptions a, Costs costs) {
        sessions = Figure.of(
                "sessions at peak",
                a.users * a.online * a.devices,
                "",
                "%s people × %s online × %s devices",
                a.users,
                a.online,
                a.devices);
        messages = Figure.of(
                "messages at peak",
                a.users * a.messages / DAY_SECONDS * a.peak,
                "/s",
                "%s people × %s a day / 86,400 s × %s",
                a.users,
                a.messages,
                a.peak);
        double receivers = a.devices - 1 + (a.group - 1) * a.online * a.devices;
        deliveries = Figure.of(
                "deliveries at peak",
                messages.value() * receivers,
                "/s",
                "%s messages × (%s other devices of the sender + %s others × %s online × %s devices)",
                messages.value(),
                a.devices - 1,
                a.group - 1,
                a.online,
                a.devices);
        pushes = Figure.of(
                "pushes at peak",
                messages.value() * (a.group - 1) * (1 - a.online),
                "/s",
                "%s messages × %s others × %s offline",
                messages.value(),
                a.group - 1,
                1 - a.online);
        hellos = Figure.of(
                "sessions that come, and that go",
                sessions.value() / (a.stay * 60),
                "/s",
                "%s sessions / %s minutes",
                sessions.value(),
                a.stay);
        refreshes = Figure.of(
                "sign-ins that are refreshed",
                hellos.value() + sessions.value() / (costs.of("tokenMinutes") * 60),
                "/s",
                "%s that come + %s sessions / %s minutes",
                hellos.value(),
                sessions.value(),
                costs.of("tokenMinutes"));
        news = Figure.of(
                "presence news to clients",
                2 * hellos.value() / a.devices * a.friends * a.online * a.devices,
                "/s",
                "2 × %s / %s devices × %s friends × %s online × %s devices",
                hellos.value(),
                a.devices,
                a.friends,
                a.online,
                a.devices);
        double row = costs.of("messageRowBytes") + a.text;
        stored = Figure.of(
                "log of a year, on disk",
                a.users * a.messages * YEAR_DAYS * row * costs.of("compression") * a.replicas / TERABYTE,
                "TB",
                "%s people × %s messages × 365 days × %s bytes × %s compressed × %s replicas",
                a.users,
                a.messages,
                row,
                costs.of("compression"),
                a.replicas);
        inboxes = Figure.of(
                "inboxes, on disk",
                a.users
                        * a.messages
                        * a.group
                        * costs.of("inboxDays")
                        * costs.of("inboxRowBytes")
                        * costs.of("compression")
                        * a.replicas
                        / TERABYTE,
                "TB",
                "%s people × %s messages × %s members × %s days × %s bytes × %s compressed × %s replicas",
                a.users,
                a.messages,
                a.group,
                costs.of("inboxDays"),
                costs.of("inboxRowBytes"),
                costs.of("compression"),
                a.replicas);
        clientTraffic = Figure.of(
                "to and from clients, a year",
                (messages.value() + deliveries.value())
                        / a.peak
                        * DAY_SECONDS
                        * YEAR_DAYS
                        * (a.text + costs.of("frameBytes"))
                        / TERABYTE,
                "TB",
                "(%s messages + %s deliveries) / %s × 365 days × %s bytes",
                messages.value(),
                deliveries.value(),
                a.peak,
                a.text + costs.of("frameBytes"));
    }

    List<Figure> all() {
        return List.of(sessions, messages, deliveries, pushes, hellos, refreshes, news, stored, inboxes, clientTraffic);
    }
}
