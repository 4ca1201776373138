package dev.parley.redis;

import dev.parley.config.UrlRules;
import dev.parley.redis.RedisSettings.Mode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a Redis URL apart. */
final class RedisUrl {
    private static final Set<String> SCHEMES = Set.of("redis", "rediss");
    private static final List<String> PARAMETERS = List.of("mode", "master", "ca");
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9_.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\d{1,5}))?");
    private static final Pattern DATABASE = Pattern.compile("/(\\d{1,4})?|");
    private static final String USUAL_PORT = "6379";
    private static final UrlRules RULES = new UrlRules("Redis");

    private final URI url;
    private final Map<String, String> parameters;

    RedisUrl(String text) {
        this.url = RULES.uri(text);
        RULES.require(
                url.getScheme() != null && SCHEMES.contains(url.getScheme()), "it begins with redis:// or rediss://");
        RULES.require(url.getRawAuthority() != null, "it names a host");
        RULES.require(url.getRawFragment() == null, "it has no fragment");
        this.parameters =
                RULES.parameters(Optional.ofNullable(url.getRawQuery()).orElse(""), PARAMETERS);
    }

    RedisSettings settings() {
        Optional<String> login = Optional.of(url.getRawAuthority())
                .filter(authority -> authority.contains("@"))
                .map(authority -> authority.substring(0, authority.lastIndexOf('@')));
        RedisSettings settings = new RedisSettings(
                mode(),
                url.getScheme().equals("rediss"),
                hosts(),
                login.map(text -> part(text, 0)).filter(user -> !user.isEmpty()),
                login.filter(text -> text.contains(":")).map(text -> part(text, 1)),
                database(),
                Optional.ofNullable(parameters.get("master")),
                Optional.ofNullable(parameters.get("ca")).map(Path::of));
        check(settings);
        return settings;
    }

    private static void check(RedisSettings settings) {
        RULES.require(settings.mode() != Mode.SINGLE || settings.hosts().size() == 1, "several hosts need a mode");
        RULES.require(settings.mode() != Mode.CLUSTER || settings.database() == 0, "a cluster has no databases");
        RULES.require(
                settings.master().isPresent() == (settings.mode() == Mode.SENTINEL),
                "mode=sentinel needs master=<name>, and nothing else does");
        RULES.require(settings.authority().isEmpty() || settings.tls(), "ca is for rediss");
        RULES.require(settings.user().isEmpty() || settings.password().isPresent(), "a user has a password");
    }

    private Mode mode() {
        return switch (parameters.getOrDefault("mode", "single")) {
            case "single" -> Mode.SINGLE;
            case "cluster" -> Mode.CLUSTER;
            case "sentinel" -> Mode.SENTINEL;
            default -> throw RULES.broken("mode is single, cluster or sentinel");
        };
    }

    private List<String> hosts() {
        String authority = url.getRawAuthority();
        String hosts = authority.substring(authority.lastIndexOf('@') + 1);
        return Arrays.stream(hosts.split(",", -1)).map(RedisUrl::host).toList();
    }

    private static String host(String text) {
        Matcher matcher = HOST.matcher(text);
        RULES.require(matcher.matches(), "a host is a name or an address, and a port after a colon");
        return matcher.group(1) + ":"
                + RULES.port(Optional.ofNullable(matcher.group(2)).orElse(USUAL_PORT));
    }

    private int database() {
        Matcher matcher = DATABASE.matcher(url.getRawPath());
        RULES.require(matcher.matches(), "a database is a number");
        return Optional.ofNullable(matcher.group(1)).map(Integer::parseInt).orElse(0);
    }

    private static String part(String login, int index) {
        String[] parts = login.split(":", 2);
        return RULES.decoded(parts[index]);
    }
}
