package dev.parley.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a run was asked for on the command line. */
final class Options {
    /** How many write to each other beside a storm. */
    static final int LIVE_USERS = 100;

    @Parameters(
            index = "0",
            defaultValue = "DIRECT",
            description = {
                "what to do (${COMPLETION-CANDIDATES}):",
                "idle: people connect, and stay; direct: they write to each other; group: in groups;",
                "day: messages, marks, typing, presence, lost connections; storm: all are cut off and come again;",
                "overload: direct, then many times as much, then as before, with a verdict;",
                "history: pages of long conversations; sync: pages of full inboxes; reading: both in turn"
            })
    Kind kind = Kind.DIRECT;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "says this")
    boolean help;

    @Option(names = "--url", description = "the API of a running server, which is driven instead of own processes")
    Optional<URI> url = Optional.empty();

    @Option(names = "--pid", description = "a process of that server on this machine, whose use of it is measured")
    List<Long> pids = new ArrayList<>();

    @Option(names = "--users", description = "how many people; by default what suits the kind")
    Optional<Integer> users = Optional.empty();

    @Option(names = "--rate", description = "operations a second; by default what suits the kind")
    Optional<Double> rate = Optional.empty();

    @Option(names = "--seconds", defaultValue = "20", description = "for how long it is measured (${DEFAULT-VALUE})")
    int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "20",
            description = "for how many seconds before, at the same rate (${DEFAULT-VALUE})")
    int warmUp;

    @Option(
            names = "--ramp",
            description = "measures at higher and higher rates, each for --seconds, until the server falls behind,"
                    + " then at half of what it bore")
    boolean ramp;

    @Option(
            names = "--repeat",
            defaultValue = "1",
            description = "measures so many times, the baseline and Parley in turn (${DEFAULT-VALUE})")
    int repeat;

    @Option(names = "--text", defaultValue = "100", description = "characters of a message (${DEFAULT-VALUE})")
    int textLength;

    @Option(names = "--group-size", defaultValue = "100", description = "members of a group (${DEFAULT-VALUE})")
    int groupSize;

    @Option(
            names = "--acknowledge-millis",
            defaultValue = "1000",
            description = "how often everybody says what they received (${DEFAULT-VALUE})")
    private int acknowledgeMillis;

    @Option(names = "--friends", defaultValue = "0", description = "friends of everybody, times two (${DEFAULT-VALUE})")
    int friends;

    @Option(
            names = "--times",
            defaultValue = "8",
            description = "overload: how many times the rate is offered (${DEFAULT-VALUE})")
    double times;

    @Option(
            names = "--missed",
            defaultValue = "0",
            description = "storm: how many messages everybody has to catch up on, in groups of --group-size"
                    + " (${DEFAULT-VALUE})")
    int missed;

    @Option(
            names = "--live",
            defaultValue = "0",
            description = "storm: messages a second that a hundred others write to each other, before and meanwhile"
                    + " (${DEFAULT-VALUE})")
    double live;

    @Option(names = "--sign-in", description = "storm: people come with a login instead of the token they had")
    boolean signIn;

    @Option(
            names = "--stored",
            defaultValue = "100000",
            description =
                    "history, sync, reading: how many messages are stored before (${DEFAULT-VALUE}); into the embedded store of"
                            + " a server of one process that is started while it is down, else by sending them")
    int stored;

    @Option(names = "--page", description = "messages of a page; by default 50 of history, 200 of an inbox")
    Optional<Integer> page = Optional.empty();

    @Option(names = "--no-baseline", description = "measures Parley alone")
    boolean noBaseline;

    @Option(
            names = "--nodes",
            defaultValue = "1",
            description = "of how many processes the Parley is that is started (${DEFAULT-VALUE}); where a store is"
                    + " embedded, the first has it, and the others run what needs none")
    int nodes;

    @Option(
            names = "--apart",
            paramLabel = "VERTICLES",
            description = "what one process more runs alone, and the first does not, such as persistence: what is asked"
                    + " of it goes over the bus each time")
    Optional<String> apart = Optional.empty();

    @Option(
            names = "--rest",
            defaultValue = "0",
            description = "for how many seconds after it is measured what the server takes while all are connected and"
                    + " nobody does anything (${DEFAULT-VALUE})")
    int rest;

    @Option(
            names = "--setting",
            paramLabel = "NAME=VALUE",
            description =
                    "a setting of the Parley that is started, such as PARLEY_MESSAGES=cassandra://host:9042/parley")
    Map<String, String> settings = new TreeMap<>();

    @Option(names = "--java", description = "the Java home of the servers that are started; by default this one's")
    Path java = Path.of(System.getProperty("java.home"));

    @Option(names = "--java-option", description = "an option for the Java of the servers")
    List<String> javaOptions = new ArrayList<>();

    @Option(names = "--jar", description = "the jar of Parley; by default the one beside this")
    Path jar = Launcher.here().resolveSibling("parley.jar");

    @Option(names = "--out", description = "where reports and the data of servers go (${DEFAULT-VALUE})")
    Path out = Path.of("target", "bench");

    /** A kind of load, with what suits it. */
    enum Kind {
        IDLE(10_000, 500, true),
        DIRECT(100, 1_500, true),
        GROUP(200, 100, true),
        DAY(200, 500, false),
        STORM(1_000, 500, true),
        OVERLOAD(1_000, 1_500, false),
        HISTORY(100, 200, false),
        SYNC(100, 200, false),
        READING(100, 200, false);

        private final int users;
        private final double rate;
        private final boolean relayCan;

        Kind(int users, double rate, boolean relayCan) {
            this.users = users;
            this.rate = rate;
            this.relayCan = relayCan;
        }

        /** Whether each operation is somebody who comes, and can come once. */
        boolean isOfArrivals() {
            return this == IDLE || this == STORM;
        }
    }

    int users() {
        return users.orElse(kind.users);
    }

    /** How many connections there are at one time. */
    int sessions() {
        int liveUsers = live > 0 ? LIVE_USERS : 0;
        return isCompared() && kind != Kind.IDLE ? 2 * users() : users() + liveUsers;
    }

    double rate() {
        return rate.orElse(kind.rate);
    }

    Duration duration() {
        return Duration.ofSeconds(seconds);
    }

    Duration acknowledging() {
        return Duration.ofMillis(acknowledgeMillis);
    }

    /** Whether the server keeps its messages in the folder that it is given. */
    boolean isEmbedded() {
        return url.isEmpty() && nodes == 1 && apart.isEmpty() && !settings.containsKey("PARLEY_MESSAGES");
    }

    /** Whether every process of a cluster can use the stores. */
    boolean isShared() {
        return settings.keySet().containsAll(List.of("PARLEY_MESSAGES", "PARLEY_ACCOUNTS", "PARLEY_SESSIONS"));
    }

    /** Whether there is a baseline to compare with. */
    boolean isCompared() {
        return url.isEmpty() && !noBaseline && kind.relayCan && missed == 0 && live == 0;
    }
}
