package dev.parley.store.cassandra;

import dev.parley.store.cassandra.CassandraSettings.Login;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The written form of {@link CassandraSettings}. */
final class SettingsUrl {
    private static final Pattern URL = Pattern.compile(
            "cassandra://(?:(?<user>[^:@/]+):(?<password>[^@/]*)@)?(?<nodes>[^/@?]+)/(?<keyspace>[a-z][a-z0-9_]{0,47})(?:\\?(?<query>.*))?");
    private static final Pattern NODE = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?");
    private static final Pattern DATACENTER = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Set<String> OPTIONS = Set.of("dc", "replication", "start", "tls", "ca");
    private static final String STANDARD_PORT = "9042";

    private SettingsUrl() {}

    static CassandraSettings parse(String text) {
        Matcher url = URL.matcher(text);
        require(url.matches(), "cassandra://host:port[,host:port]/keyspace, the keyspace in lower case");
        Map<String, String> options =
                options(Optional.ofNullable(url.group("query")).orElse(""));
        return new CassandraSettings(
                Arrays.stream(url.group("nodes").split(",", -1))
                        .map(SettingsUrl::node)
                        .toList(),
                url.group("keyspace"),
                datacenter(options),
                options.containsKey("replication")
                        ? OptionalInt.of(number(options, "replication", 0, 99))
                        : OptionalInt.empty(),
                Duration.ofSeconds(number(options, "start", 60, 3_600)),
                Optional.ofNullable(url.group("user"))
                        .map(user -> new Login(decoded(user), decoded(url.group("password")))),
                tls(options),
                authority(options));
    }

    private static Map<String, String> options(String query) {
        Map<String, String> options = new HashMap<>();
        for (String option : query.isEmpty() ? List.<String>of() : List.of(query.split("&", -1))) {
            String[] parts = option.split("=", 2);
            boolean known = parts.length == 2 && OPTIONS.contains(parts[0]);
            require(
                    known && options.put(parts[0], decoded(parts[1])) == null,
                    "the options dc, replication, start, tls, ca");
        }
        return options;
    }

    private static InetSocketAddress node(String text) {
        Matcher node = NODE.matcher(text);
        require(node.matches(), "nodes as host:port");
        int port = Integer.parseInt(Optional.ofNullable(node.group(2)).orElse(STANDARD_PORT));
        require(port >= 1 && port <= 65_535, "ports from 1 to 65535");
        return InetSocketAddress.createUnresolved(node.group(1), port);
    }

    private static Optional<String> datacenter(Map<String, String> options) {
        Optional<String> name = Optional.ofNullable(options.get("dc"));
        require(name.filter(dc -> !DATACENTER.matcher(dc).matches()).isEmpty(), "dc as a data centre's name");
        return name;
    }

    private static boolean tls(Map<String, String> options) {
        String tls = options.getOrDefault("tls", "off");
        require(tls.equals("on") || tls.equals("off"), "tls as on or off");
        return tls.equals("on");
    }

    private static Optional<Path> authority(Map<String, String> options) {
        Optional<String> file = Optional.ofNullable(options.get("ca"));
        require(file.isEmpty() || tls(options), "ca with tls=on");
        require(file.filter(String::isBlank).isEmpty(), "ca as a file");
        return file.map(Path::of);
    }

    private static int number(Map<String, String> options, String name, int fallback, int most) {
        String text = options.getOrDefault(name, Integer.toString(fallback));
        require(text.matches("\\d{1,9}"), name + " as a number");
        int number = Integer.parseInt(text);
        require(number >= 1 && number <= most, name + " as a number from 1 to " + most);
        return number;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void require(boolean holds, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException("allowed: " + allowed);
        }
    }
}
