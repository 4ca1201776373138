package dev.parley.config;

import java.util.stream.Collectors;

/** The table of settings, for people. */
public final class SettingsHelp {
    private SettingsHelp() {}

    /** What {@code --help} says about settings: variable, meaning, allowed values, default. */
    public static String text() {
        return "Settings: environment variables, or the same in the config file (PARLEY_API_PORT is api.port there)\n"
                + SettingTable.ALL.stream().map(SettingsHelp::entry).collect(Collectors.joining());
    }

    private static String entry(Setting<?> setting) {
        String fallback = setting.fallback().isEmpty() ? "none" : setting.fallback();
        return "  %-30s %s%n  %-30s   %s%n  %-30s   default: %s%n%s"
                .formatted(setting.variable(), setting.about(), "", setting.allowed(), "", fallback, file(setting));
    }

    private static String file(Setting<?> setting) {
        return SettingTable.SECRETS.contains(setting)
                ? "  %-30s   or %s: a file that holds it%n".formatted("", Setting.PREFIX + setting.fileName())
                : "";
    }
}
