package dev.parley.store.cassandra;

import dev.parley.config.UrlRules;
import dev.parley.store.cassandra.CassandraSettings.Login;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The written form of {@link CassandraSettings}. */
final class SettingsUrl {
    private static final Pattern URL = Pattern.compile(
            "cassandra://(?:(?<user>[^:@/]+):(?<password>[^@/]*)@)?(?<nodes>[^/@?]+)/(?<keyspace>[a-z][a-z0-9_]{0,47})(?:\\?(?<query>.*))?");
    private static final Pattern NODE = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?");
    private static final Pattern DATACENTER = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final List<String> OPTIONS = List.of("dc", "replication", "start", "tls", "ca");
    private static final String STANDARD_PORT = "9042";
    private static final UrlRules RULES = new UrlRules("Cassandra");

    private SettingsUrl() {}

    static CassandraSettings parse(String text) {
        Matcher url = URL.matcher(text);
        RULES.require(url.matches(), "it is cassandra://host:port[,host:port]/keyspace, the keyspace in lower case");
        Map<String, String> options =
                RULES.parameters(Optional.ofNullable(url.group("query")).orElse(""), OPTIONS);
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
                        .map(user -> new Login(RULES.decoded(user), RULES.decoded(url.group("password")))),
                tls(options),
                authority(options));
    }

    private static InetSocketAddress node(String text) {
        Matcher node = NODE.matcher(text);
        RULES.require(node.matches(), "a node is a name or an address, and a port after a colon");
        return InetSocketAddress.createUnresolved(
                node.group(1), RULES.port(Optional.ofNullable(node.group(2)).orElse(STANDARD_PORT)));
    }

    private static Optional<String> datacenter(Map<String, String> options) {
        Optional<String> name = Optional.ofNullable(options.get("dc"));
        RULES.require(name.filter(dc -> !DATACENTER.matcher(dc).matches()).isEmpty(), "dc is a data centre's name");
        return name;
    }

    private static boolean tls(Map<String, String> options) {
        String tls = options.getOrDefault("tls", "off");
        RULES.require(tls.equals("on") || tls.equals("off"), "tls is on or off");
        return tls.equals("on");
    }

    private static Optional<Path> authority(Map<String, String> options) {
        Optional<String> file = Optional.ofNullable(options.get("ca"));
        RULES.require(file.isEmpty() || tls(options), "ca is for tls=on");
        return file.map(Path::of);
    }

    private static int number(Map<String, String> options, String name, int fallback, int most) {
        String text = options.getOrDefault(name, Integer.toString(fallback));
        RULES.require(text.matches("\\d{1,9}"), name + " is a number");
        int number = Integer.parseInt(text);
        RULES.require(number >= 1 && number <= most, name + " is 1 to " + most);
        return number;
    }
}
