package dev.parley.config;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes {@link Settings} of a config file and the environment. */
public final class SettingsLoader {
    private final Given given;

    private SettingsLoader(Given given) {
        this.given = given;
    }

    /**
     * Reads and checks every setting; the environment wins.
     *
     * @param file the config file, empty when there is none
     * @param environment all variables; those that do not begin with {@code PARLEY_} are passed over
     * @throws BadSetting for a setting that does not exist or a value that is not allowed
     */
    public static Settings load(JsonObject file, Map<String, String> environment) {
        Checked checked = check(file, environment);
        checked.problems().stream().findFirst().ifPresent(problem -> {
            throw problem;
        });
        return checked.settings();
    }

    /**
     * Settings that may be wrong.
     *
     * @param settings with the default for what is wrong; not to be used while there are problems
     * @param problems all that is wrong
     */
    public record Checked(Settings settings, List<BadSetting> problems) {}

    /** Reads and checks every setting as {@link #load} does, and goes on after what is wrong. */
    public static Checked check(JsonObject file, Map<String, String> environment) {
        SettingsLoader loader = new SettingsLoader(new Given(new ConfigFile(file), environment));
        Settings settings = loader.settings();
        return new Checked(settings, loader.given.problems());
    }

    private Settings settings() {
        Settings.Stores stores = stores();
        return new Settings(
                new Settings.Api(
                        given.read(SettingTable.API_HOST),
                        given.read(SettingTable.API_PORT),
                        given.read(SettingTable.API_PROXY_PROTOCOL),
                        TlsTable.API.read(given)),
                edge(),
                new Settings.Ops(
                        given.read(SettingTable.OPS_HOST),
                        given.read(SettingTable.OPS_PORT),
                        given.read(SettingTable.OPS_NAMES),
                        TlsTable.OPS.read(given)),
                new Settings.Cluster(
                        given.read(SettingTable.CLUSTER_HOST),
                        given.read(SettingTable.CLUSTER_PORT),
                        given.read(SettingTable.CLUSTER_MEMBERS),
                        given.findUnless(SettingTable.CLUSTER_MEMBERS, SettingTable.CLUSTER_SERVICE),
                        TlsTable.cluster(given)),
                stores,
                keyFile(stores.dataDir()),
                given.read(SettingTable.ARGON2),
                new Settings.Chat(
                        given.read(SettingTable.STRANGERS_MAY_WRITE),
                        given.read(SettingTable.AMEND_WITHIN_MINUTES),
                        hook()),
                PushTable.read(given, stores.dataDir()),
                given.find(SettingTable.PLAN_FILE),
                Set.copyOf(given.read(SettingTable.VERTICLES)),
                given.read(SettingTable.REGION),
                given.read(SettingTable.LOG_FORMAT),
                given.read(SettingTable.RATE_LIMITS),
                given.read(SettingTable.CONNECTIONS_PER_ADDRESS),
                traces());
    }

    private Settings.Edge edge() {
        int port = given.read(SettingTable.EDGE_PORT);
        Optional<Settings.Tls> tls = TlsTable.EDGE.read(given);
        String scheme = tls.isPresent() ? "https" : "http";
        URI url = given.find(SettingTable.EDGE_URL).orElseGet(() -> URI.create(scheme + "://localhost:" + port));
        return new Settings.Edge(
                given.read(SettingTable.EDGE_HOST),
                port,
                url,
                given.read(SettingTable.ALLOWED_ORIGINS),
                given.read(SettingTable.EDGE_CAPACITY),
                given.read(SettingTable.DRAIN_SECONDS),
                given.read(SettingTable.EDGE_PROXY_PROTOCOL),
                tls,
                BridgeTable.read(given));
    }

    private Optional<Settings.Hook> hook() {
        String unanswered = given.read(SettingTable.MESSAGE_HOOK);
        return unanswered.equals("off")
                ? Optional.empty()
                : Optional.of(
                        new Settings.Hook(given.read(SettingTable.MESSAGE_HOOK_MILLIS), unanswered.equals("allow")));
    }

    private Optional<Settings.Traces> traces() {
        double share = given.read(SettingTable.TRACES_SHARE);
        return given.find(SettingTable.TRACES_URL).map(url -> new Settings.Traces(url, share));
    }

    private Settings.Stores stores() {
        Path dataDir = given.read(SettingTable.DATA_DIR);
        return new Settings.Stores(
                dataDir,
                given.find(SettingTable.BACKUP_DIR).orElseGet(() -> dataDir.resolve("backups")),
                given.read(SettingTable.MESSAGES),
                given.read(SettingTable.INBOX_DAYS),
                given.read(SettingTable.ACCOUNTS),
                given.read(SettingTable.PUSHES),
                given.read(SettingTable.SESSIONS));
    }

    private Path keyFile(Path dataDir) {
        return given.find(SettingTable.JWT_KEY_FILE).orElseGet(() -> dataDir.resolve("jwt-keys.json"));
    }
}
