package dev.parley.accounts.sql;

import dev.parley.accounts.sql.PostgresSettings.Tls;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the URL of a PostgreSQL database apart. */
final class PostgresUrl {
    private static final Pattern AUTHORITY = Pattern.compile("(?<user>[^:@]+)(?::(?<password>[^@]*))?@"
            + "(?<host>[A-Za-z0-9_.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::(?<port>\\d{1,5}))?");
    private static final Pattern DATABASE = Pattern.compile("/([^/]{1,189})");
    private static final Set<String> PARAMETERS = Set.of("sslmode", "sslrootcert");
    private static final String USUAL_PORT = "5432";

    private final URI url;
    private final Map<String, String> parameters;

    PostgresUrl(String text) {
        this.url = uri(text);
        require("postgresql".equals(url.getScheme()), "it begins with postgresql://");
        require(url.getRawFragment() == null, "it has no fragment");
        this.parameters = parameters(Optional.ofNullable(url.getRawQuery()).orElse(""));
    }

    PostgresSettings settings() {
        Matcher authority =
                AUTHORITY.matcher(Optional.ofNullable(url.getRawAuthority()).orElse(""));
        require(authority.matches(), "it names user[:password]@host[:port], one host");
        PostgresSettings settings = new PostgresSettings(
                authority.group("host"),
                port(Optional.ofNullable(authority.group("port")).orElse(USUAL_PORT)),
                database(),
                decoded(authority.group("user")),
                Optional.ofNullable(authority.group("password")).map(PostgresUrl::decoded),
                tls(),
                Optional.ofNullable(parameters.get("sslrootcert")));
        check(settings);
        return settings;
    }

    private static void check(PostgresSettings settings) {
        boolean trusts = settings.authority().isPresent();
        require(!trusts || settings.tls().verifies(), "sslrootcert is for sslmode verify-ca and verify-full");
        require(trusts || !settings.tls().verifies(), "verify-ca and verify-full need sslrootcert=<file>, or =system");
    }

    private static int port(String text) {
        int port = Integer.parseInt(text);
        require(port >= 1 && port <= 65_535, "a port is 1 to 65535");
        return port;
    }

    private String database() {
        Matcher path = DATABASE.matcher(url.getRawPath());
        require(path.matches(), "it names a database after the host");
        return decoded(path.group(1));
    }

    private Tls tls() {
        String sslmode = parameters.getOrDefault("sslmode", Tls.DISABLE.sslmode());
        return Arrays.stream(Tls.values())
                .filter(tls -> tls.sslmode().equals(sslmode))
                .findFirst()
                .orElseThrow(() -> wrong("sslmode is disable, require, verify-ca or verify-full"));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> found = new HashMap<>();
        for (String pair : query.isEmpty() ? List.<String>of() : List.of(query.split("&", -1))) {
            String[] parts = pair.split("=", 2);
            boolean known = parts.length == 2 && PARAMETERS.contains(parts[0]);
            require(known, "its parameters are sslmode and sslrootcert");
            String value = decoded(parts[1]);
            require(!value.isEmpty() && found.put(parts[0], value) == null, "a parameter has one value");
        }
        return found;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw wrong(e.getReason() + " at index " + e.getIndex());
        }
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw wrong(rule);
        }
    }

    private static IllegalArgumentException wrong(String rule) {
        return new IllegalArgumentException("not a PostgreSQL URL: " + rule);
    }
}
