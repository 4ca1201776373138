package dev.parley.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The settings of pushes. */
final class PushTable {
    static final Setting<Path> KEY_FILE = new Setting<>(
            "PUSH_KEY_FILE",
            "<data folder>/push-keys.json",
            "a file",
            "the keys that name this server to Web Push services (VAPID), the same on every node; made if absent",
            Values::path);
    static final Setting<URI> CONTACT = new Setting<>(
            "PUSH_CONTACT",
            "mailto:operator@example.org",
            "a mailto: or https: URL",
            "whom Web Push services may ask about what this server sends",
            Values::contact);
    static final Setting<String> CARRIES = new Setting<>(
            "PUSH_CARRIES",
            "text",
            "text, sender, nothing",
            "the most that a push says; each user may want less",
            Values.oneOf("text", "sender", "nothing"));
    static final Setting<Duration> GIVE_UP_HOURS = new Setting<>(
            "PUSH_GIVE_UP_HOURS",
            "24",
            "hours, 1 to 168",
            "how old a message is that is not pushed any more",
            Values::hours);
    static final Setting<Boolean> ALLOW_PRIVATE = new Setting<>(
            "WEBHOOK_ALLOW_PRIVATE",
            "false",
            "true, false",
            "whether webhooks and Web Push go to private addresses, and without TLS",
            Values::trueFalse);
    static final Setting<Path> FCM_CREDENTIALS = new Setting<>(
            "FCM_CREDENTIALS_FILE",
            "",
            "a file; none for no pushes by FCM",
            "the key of a service account, as Google's console gives it",
            Values::path);
    static final Setting<URI> FCM_URL = new Setting<>(
            "FCM_URL", "https://fcm.googleapis.com", "an http or https URL without query", "where FCM is", Values::url);
    static final Setting<Path> APNS_KEY_FILE = new Setting<>(
            "APNS_KEY_FILE",
            "",
            "a .p8 file; none for no pushes by APNs",
            "the key that signs tokens for APNs",
            Values::path);
    static final Setting<String> APNS_KEY_ID = new Setting<>(
            "APNS_KEY_ID", "", "the ten characters that Apple names it by", "the id of that key", Values::word);
    static final Setting<String> APNS_TEAM_ID = new Setting<>(
            "APNS_TEAM_ID", "", "the ten characters that Apple names it by", "the team of that key", Values::word);
    static final Setting<String> APNS_TOPIC =
            new Setting<>("APNS_TOPIC", "", "a bundle id", "the app that is pushed to", Values::word);
    static final Setting<String> APNS_SERVER = new Setting<>(
            "APNS_SERVER",
            "api.push.apple.com:443",
            "host:port",
            "where APNs is; the sandbox has another",
            Values::member);

    static final List<Setting<?>> ALL = List.of(
            KEY_FILE,
            CONTACT,
            CARRIES,
            GIVE_UP_HOURS,
            ALLOW_PRIVATE,
            FCM_CREDENTIALS,
            FCM_URL,
            APNS_KEY_FILE,
            APNS_KEY_ID,
            APNS_TEAM_ID,
            APNS_TOPIC,
            APNS_SERVER);

    private PushTable() {}

    static Settings.Push read(Given given, Path dataDir) {
        return new Settings.Push(
                given.find(KEY_FILE).orElseGet(() -> dataDir.resolve("push-keys.json")),
                given.read(CONTACT),
                given.read(CARRIES),
                given.read(GIVE_UP_HOURS),
                given.read(ALLOW_PRIVATE),
                given.find(FCM_CREDENTIALS).map(file -> new Settings.Fcm(file, given.read(FCM_URL))),
                given.find(APNS_KEY_FILE).map(file -> apns(given, file)));
    }

    private static Settings.Apns apns(Given given, Path keyFile) {
        return new Settings.Apns(
                keyFile,
                required(given, APNS_KEY_ID),
                required(given, APNS_TEAM_ID),
                required(given, APNS_TOPIC),
                given.read(APNS_SERVER));
    }

    private static String required(Given given, Setting<String> setting) {
        return given.require(setting, "", setting.allowed() + ", as " + APNS_KEY_FILE.variable() + " is given");
    }
}
