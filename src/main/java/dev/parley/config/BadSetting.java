package dev.parley.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** A setting that stops the start. Its message is one line that names the setting, the value and what is allowed. */
public final class BadSetting extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int SHOWN_LENGTH = 200;
    private static final Pattern SECRET_NAME = Pattern.compile("PASSWORD|SECRET|TOKEN|CREDENTIAL|PRIVATE|API_?KEY");
    private static final Pattern USER_INFO = Pattern.compile("://.*@");

    private BadSetting(String message) {
        super(message, null, false, false);
    }

    static BadSetting value(String name, String value, String allowed) {
        return new BadSetting(name + " is " + shown(name, value) + "; allowed: " + allowed);
    }

    static BadSetting unknown(String name, String value, String allowed) {
        return new BadSetting(
                "there is no setting " + name + " (given as " + shown(name, value) + "); allowed: " + allowed);
    }

    /** A file of settings that cannot be used, and why. */
    public static BadSetting file(String option, String file, String allowed) {
        return new BadSetting(option + " is " + shown(option, file) + "; allowed: " + allowed);
    }

    private static String shown(String name, String value) {
        if (SECRET_NAME.matcher(name.toUpperCase(Locale.ROOT)).find()) {
            return "hidden";
        }
        String line = USER_INFO.matcher(value.replaceAll("\\p{Cntrl}", " ")).replaceAll("://...@");
        return '"' + (line.length() <= SHOWN_LENGTH ? line : line.substring(0, SHOWN_LENGTH) + "...") + '"';
    }
}
