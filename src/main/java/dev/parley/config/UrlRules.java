package dev.parley.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the URLs of stores have in common. All throw an {@link IllegalArgumentException} that says which rule does not hold, and
 * does not repeat the URL: it may have a password.
 *
 * @param kind what it is the URL of, such as {@code Redis}
 */
public record UrlRules(String kind) {
    private static final int MOST_PORT = 65_535;

    public URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw broken(e.getReason() + " at index " + e.getIndex());
        }
    }

    /** Takes the percent-encoding off a part; a plus sign is one. */
    public String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw broken("behind a percent sign are two hexadecimal digits");
        }
    }

    /**
     * @param query without the question mark; empty for none
     * @param names of the parameters that there are
     * @return what is given, decoded
     */
    public Map<String, String> parameters(String query, List<String> names) {
        Map<String, String> found = new HashMap<>();
        for (String pair : query.isEmpty() ? List.<String>of() : List.of(query.split("&", -1))) {
            String[] parts = pair.split("=", 2);
            require(parts.length == 2 && names.contains(parts[0]), "its parameters are " + String.join(", ", names));
            String value = decoded(parts[1]);
            require(!value.isBlank() && found.put(parts[0], value) == null, "a parameter has one value");
        }
        return found;
    }

    /** @param digits five at the most */
    public int port(String digits) {
        int port = Integer.parseInt(digits);
        require(port >= 1 && port <= MOST_PORT, "a port is 1 to " + MOST_PORT);
        return port;
    }

    public void require(boolean holds, String rule) {
        if (!holds) {
            throw broken(rule);
        }
    }

    public IllegalArgumentException broken(String rule) {
        return new IllegalArgumentException("not a " + kind + " URL: " + rule);
    }
}
