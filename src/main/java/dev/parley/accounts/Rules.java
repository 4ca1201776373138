package dev.parley.accounts;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;

/** What the fields of a request have to be. Each check throws a {@link Failure} of code {@code INVALID} with the field. */
final class Rules {
    private static final Pattern USERNAME = Pattern.compile("[a-z0-9_.]{3,32}");
    private static final Set<String> WEB = Set.of("http", "https");
    private static final int PASSWORD_MIN = 8;
    private static final int PASSWORD_MAX = 128;
    private static final int NAME_MAX = 64;
    private static final int GROUP_NAME_MAX = 128;
    private static final int ABOUT_MAX = 500;
    private static final int AVATAR_MAX = 512;

    private Rules() {}

    static String username(String value) {
        return require(USERNAME.matcher(value).matches(), value, "username", "is 3 to 32 of a-z, 0-9, _ and .");
    }

    static String newPassword(String value) {
        int length = codePoints(value);
        boolean fits = length >= PASSWORD_MIN && length <= PASSWORD_MAX;
        return require(fits, value, "password", "has 8 to 128 characters");
    }

    /** A password to be checked: only its length is bounded, for hashing costs by it. */
    static String givenPassword(String value) {
        return require(codePoints(value) <= PASSWORD_MAX, value, "password", "has at most 128 characters");
    }

    static String displayName(String value) {
        return name(value, "displayName", NAME_MAX);
    }

    static String deviceName(String value) {
        return name(value, "device.name", NAME_MAX);
    }

    static String platform(String value) {
        return name(value, "device.platform", NAME_MAX);
    }

    static String groupName(String value) {
        return name(value, "name", GROUP_NAME_MAX);
    }

    static String about(String value) {
        boolean fits = codePoints(value) <= ABOUT_MAX && value.indexOf('\0') < 0;
        return require(fits, value, "about", "has at most 500 characters");
    }

    static String avatar(String value) {
        boolean fits = value.isEmpty() || (value.length() <= AVATAR_MAX && isWebUrl(value));
        return require(fits, value, "avatar", "is an http or https URL of at most 512 characters, or empty");
    }

    private static String name(String value, String field, int most) {
        String trimmed = value.strip();
        int length = codePoints(trimmed);
        boolean fits = length >= 1 && length <= most && trimmed.codePoints().noneMatch(Rules::isNoText);
        return require(fits, trimmed, field, "has 1 to " + most + " characters, none of them a control character");
    }

    /** Control characters, and halves of a character, which no database would give back as they were. */
    private static boolean isNoText(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static boolean isWebUrl(String value) {
        try {
            URI uri = new URI(value);
            return uri.getScheme() != null && WEB.contains(uri.getScheme()) && uri.getHost() != null;
        } catch (URISyntaxException noUrl) {
            return false;
        }
    }

    private static int codePoints(String value) {
        return value.codePointCount(0, value.length());
    }

    private static String require(boolean holds, String value, String field, String rule) {
        if (!holds) {
            throw Failure.of(FailureCode.INVALID, field + " " + rule, field);
        }
        return value;
    }
}
