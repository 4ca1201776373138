package dev.parley.config;

import dev.parley.config.Settings.Argon2Cost;
import dev.parley.config.Settings.LogFormat;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the written forms of values. Each throws {@link IllegalArgumentException} for what is not one. */
final class Values {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.-]{1,253}|\\[?[0-9A-Fa-f:.]{2,45}(%\\w+)?]?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern MEMBER = Pattern.compile("(.+):(\\d{1,5})");
    private static final Pattern ARGON2 = Pattern.compile("m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})");
    private static final int MOST_DAYS = 3_650;
    private static final Set<String> WEB_SCHEMES = Set.of("http", "https");

    private static final int MOST_MINUTES = 5_256_000;
    private static final int MOST_HOURS = 168;
    private static final int MOST_SECONDS = 600;

    private Values() {}

    static String require(String text, boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException("not allowed");
        }
        return text;
    }

    static int port(String text) {
        require(text, text.matches("\\d{1,5}"));
        int port = Integer.parseInt(text);
        require(text, port >= 1 && port <= 65535);
        return port;
    }

    static int days(String text) {
        require(text, text.matches("[1-9]\\d{0,3}"));
        int days = Integer.parseInt(text);
        require(text, days <= MOST_DAYS);
        return days;
    }

    static int count(String text) {
        require(text, text.matches("[1-9]\\d{0,6}"));
        return Integer.parseInt(text);
    }

    static Duration seconds(String text) {
        require(text, text.matches("\\d{1,3}"));
        int seconds = Integer.parseInt(text);
        require(text, seconds <= MOST_SECONDS);
        return Duration.ofSeconds(seconds);
    }

    static Setting.Reader<Duration> millis(int least, int most) {
        return text -> {
            require(text, text.matches("\\d{1,6}"));
            int millis = Integer.parseInt(text);
            require(text, millis >= least && millis <= most);
            return Duration.ofMillis(millis);
        };
    }

    static double share(String text) {
        require(text, text.matches("0|1|[01]?\\.\\d{1,9}"));
        double share = Double.parseDouble(text);
        require(text, share <= 1);
        return share;
    }

    static String host(String text) {
        return require(text, HOST.matcher(text).matches());
    }

    static String word(String text) {
        return require(text, WORD.matcher(text).matches());
    }

    static Path path(String text) {
        return Path.of(require(text, !text.isBlank()));
    }

    static boolean onOff(String text) {
        require(text, text.equals("on") || text.equals("off"));
        return text.equals("on");
    }

    static LogFormat logFormat(String text) {
        require(text, text.equals("text") || text.equals("json"));
        return LogFormat.valueOf(text.toUpperCase(Locale.ROOT));
    }

    static boolean trueFalse(String text) {
        return switch (text) {
            case "true", "on" -> true;
            case "false", "off" -> false;
            default -> throw new IllegalArgumentException("not allowed");
        };
    }

    static Setting.Reader<String> oneOf(String... allowed) {
        return text -> require(text, List.of(allowed).contains(text));
    }

    static Duration hours(String text) {
        require(text, text.matches("[1-9]\\d{0,2}"));
        int hours = Integer.parseInt(text);
        require(text, hours <= MOST_HOURS);
        return Duration.ofHours(hours);
    }

    /** Where somebody can be asked: an address for mail, or a page. */
    static URI contact(String text) {
        URI contact = URI.create(text);
        require(text, "mailto".equals(contact.getScheme()) || "https".equals(contact.getScheme()));
        require(text, text.length() > contact.getScheme().length() + 1);
        return contact;
    }

    static Duration minutes(String text) {
        require(text, text.matches("\\d{1,7}"));
        int minutes = Integer.parseInt(text);
        require(text, minutes <= MOST_MINUTES);
        return Duration.ofMinutes(minutes);
    }

    static String member(String text) {
        MatchResult parts = match(MEMBER, text);
        host(parts.group(1));
        port(parts.group(2));
        return text;
    }

    /** An http or https URL, without the slash at its end. */
    static URI url(String text) {
        URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        boolean plain = url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null;
        boolean absolute = url.getScheme() != null && WEB_SCHEMES.contains(url.getScheme()) && url.getHost() != null;
        require(text, plain && absolute && url.getPort() <= 65535);
        return url;
    }

    /** An origin as browsers send it (RFC 6454): scheme, host, and the port where it is not the scheme's own. */
    static String origin(String text) {
        require(text, url(text).getRawPath().isEmpty());
        return text;
    }

    /** The kind of an embedded store, or the URL of a real one, which is read further by whoever connects. */
    static Setting.Reader<String> kindOrUrl(String kind, String scheme) {
        return kindOr(kind, Pattern.compile(scheme + "://\\S+"));
    }

    /** The same with one URL or several, with white space between them. */
    static Setting.Reader<String> kindOrUrls(String kind, String scheme) {
        return kindOr(kind, Pattern.compile("\\s*" + scheme + "://\\S+(\\s+" + scheme + "://\\S+)*\\s*"));
    }

    private static Setting.Reader<String> kindOr(String kind, Pattern other) {
        return text -> require(text, text.equals(kind) || other.matcher(text).matches());
    }

    static Argon2Cost argon2(String text) {
        MatchResult parts = match(ARGON2, text);
        int memoryKib = Integer.parseInt(parts.group(1));
        int iterations = Integer.parseInt(parts.group(2));
        int parallelism = Integer.parseInt(parts.group(3));
        require(text, parallelism >= 1 && parallelism <= 16 && iterations >= 1 && iterations <= 64);
        require(text, memoryKib >= 8 * parallelism && memoryKib <= 1 << 20);
        return new Argon2Cost(memoryKib, iterations, parallelism);
    }

    /** Values with commas between them; an empty text is an empty list. */
    static <T> Setting.Reader<List<T>> list(Setting.Reader<T> one) {
        return text -> text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(one::read)
                        .distinct()
                        .toList();
    }

    private static MatchResult match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        require(text, matcher.matches());
        return matcher;
    }
}
