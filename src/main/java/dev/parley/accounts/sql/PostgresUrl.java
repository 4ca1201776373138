package dev.parley.accounts.sql;

import dev.parley.accounts.sql.PostgresSettings.Tls;
import dev.parley.config.UrlRules;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the URL of a PostgreSQL database apart. */
final class PostgresUrl {
    private static final Pattern AUTHORITY = Pattern.compile("(?<user>[^:@]+)(?::(?<password>[^@]*))?@"
            + "(?<host>[A-Za-z0-9_.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::(?<port>\\d{1,5}))?");
    private static final Pattern DATABASE = Pattern.compile("/([^/]{1,189})");
    private static final List<String> PARAMETERS = List.of("sslmode", "sslrootcert");
    private static final String USUAL_PORT = "5432";
    private static final UrlRules RULES = new UrlRules("PostgreSQL");

    private final URI url;
    private final Map<String, String> parameters;

    PostgresUrl(String text) {
        this.url = RULES.uri(text);
        RULES.require("postgresql".equals(url.getScheme()), "it begins with postgresql://");
        RULES.require(url.getRawFragment() == null, "it has no fragment");
        this.parameters =
                RULES.parameters(Optional.ofNullable(url.getRawQuery()).orElse(""), PARAMETERS);
    }

    PostgresSettings settings() {
        Matcher authority =
                AUTHORITY.matcher(Optional.ofNullable(url.getRawAuthority()).orElse(""));
        RULES.require(authority.matches(), "it names user[:password]@host[:port], one host");
        PostgresSettings settings = new PostgresSettings(
                authority.group("host"),
                RULES.port(Optional.ofNullable(authority.group("port")).orElse(USUAL_PORT)),
                database(),
                RULES.decoded(authority.group("user")),
                Optional.ofNullable(authority.group("password")).map(RULES::decoded),
                tls(),
                Optional.ofNullable(parameters.get("sslrootcert")));
        check(settings);
        return settings;
    }

    private static void check(PostgresSettings settings) {
        boolean trusts = settings.authority().isPresent();
        RULES.require(!trusts || settings.tls().verifies(), "sslrootcert is for sslmode verify-ca and verify-full");
        RULES.require(
                trusts || !settings.tls().verifies(), "verify-ca and verify-full need sslrootcert=<file>, or =system");
    }

    private String database() {
        Matcher path = DATABASE.matcher(url.getRawPath());
        RULES.require(path.matches(), "it names a database after the host");
        return RULES.decoded(path.group(1));
    }

    private Tls tls() {
        String sslmode = parameters.getOrDefault("sslmode", Tls.DISABLE.sslmode());
        return Arrays.stream(Tls.values())
                .filter(tls -> tls.sslmode().equals(sslmode))
                .findFirst()
                .orElseThrow(() -> RULES.broken("sslmode is disable, require, verify-ca or verify-full"));
    }
}
