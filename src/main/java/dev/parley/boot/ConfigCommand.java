package dev.parley.boot;

import dev.parley.accounts.sql.PostgresSettings;
import dev.parley.config.BadSetting;
import dev.parley.config.Settings;
import dev.parley.config.SettingsLoader;
import dev.parley.config.SettingsLoader.Checked;
import dev.parley.redis.RedisSettings;
import dev.parley.store.cassandra.CassandraSettings;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code java -jar parley.jar config check}: says all that is wrong with the settings, without starting anything. */
final class ConfigCommand {
    /** What {@code --help} says of it. */
    static final String HELP =
            """
            Command that says all that is wrong with the settings, and starts nothing; it ends with 1 when something is:
              config check [--conf FILE]

            """;

    private static final String USAGE = "config check [--conf FILE]";
    private static final int WELL = 0;
    private static final int WRONG = 1;

    private final List<String> args;
    private final Map<String, String> environment;

    private ConfigCommand(List<String> args, Map<String, String> environment) {
        this.args = args;
        this.environment = environment;
    }

    static boolean isAsked(String[] args) {
        return args.length > 0 && args[0].equals("config");
    }

    static ConfigCommand of(String[] args, Map<String, String> environment) {
        return new ConfigCommand(List.of(args).subList(1, args.length), Map.copyOf(environment));
    }

    /** @return the exit code of the process */
    int run() {
        List<String> problems = problems();
        problems.forEach(System.err::println);
        Terminal.say(
                switch (problems.size()) {
                    case 0 -> "nothing is wrong with the settings";
                    case 1 -> "1 thing is wrong with the settings";
                    default -> problems.size() + " things are wrong with the settings";
                });
        return problems.isEmpty() ? WELL : WRONG;
    }

    List<String> problems() {
        try {
            if (args.isEmpty() || !args.get(0).equals("check")) {
                throw CommandSettings.usage(USAGE);
            }
            return problems(CommandSettings.file(args.subList(1, args.size()), USAGE));
        } catch (BadSetting | CannotStart unreadable) {
            return List.of(unreadable.getMessage());
        }
    }

    private List<String> problems(JsonObject file) {
        Checked checked = SettingsLoader.check(file, environment);
        List<String> problems = new ArrayList<>(
                checked.problems().stream().map(Throwable::getMessage).toList());
        Settings settings = checked.settings();
        plan(settings).ifPresent(problems::add);
        Stream.of(
                        url("PARLEY_MESSAGES", settings.stores().messages(), CassandraSettings::parse),
                        url("PARLEY_ACCOUNTS", settings.stores().accounts(), PostgresSettings::parse),
                        Optional.ofNullable(Stores.pushes(settings.stores()).cause())
                                .map(Throwable::getMessage),
                        url("PARLEY_SESSIONS", settings.stores().sessions(), RedisSettings::parse))
                .flatMap(Optional::stream)
                .forEach(problems::add);
        files(settings)
                .filter(path -> !Files.isReadable(path))
                .forEach(path -> problems.add("the file " + path + " is named, and cannot be read"));
        return problems;
    }

    private static Optional<String> plan(Settings settings) {
        try {
            PlanFile.read(settings.planFile()).pick(settings.verticles());
            return Optional.empty();
        } catch (BadSetting | CannotStart unusable) {
            return Optional.of(unusable.getMessage());
        }
    }

    /** Kinds of embedded stores are no URLs. */
    private static <T> Optional<String> url(String setting, String store, Function<String, T> parse) {
        return store.contains("://")
                ? Optional.ofNullable(Stores.read(setting, store, parse).cause())
                        .map(Throwable::getMessage)
                : Optional.empty();
    }

    /** Those that have to be there; keys that are made where there are none are not among them. */
    private static Stream<Path> files(Settings settings) {
        Stream<Path> tls = Stream.of(
                        settings.api().tls(),
                        settings.edge().tls(),
                        settings.ops().tls())
                .flatMap(Optional::stream)
                .flatMap(ConfigCommand::files);
        Stream<Path> cluster = settings.cluster().tls().stream()
                .flatMap(mutual -> Stream.concat(files(mutual.own()), Stream.of(mutual.authority())));
        Stream<Path> pushes = Stream.concat(
                settings.push().fcm().map(Settings.Fcm::credentials).stream(),
                settings.push().apns().map(Settings.Apns::keyFile).stream());
        Stream<Path> bridge = settings.edge().bridge().stream()
                .flatMap(one -> Stream.concat(
                        Stream.of(one.tokenFile()), one.tls().stream().flatMap(ConfigCommand::files)));
        return Stream.of(tls, cluster, pushes, bridge).flatMap(one -> one).filter(path -> !path.toString()
                .isEmpty());
    }

    private static Stream<Path> files(Settings.Tls tls) {
        return Stream.of(tls.certificate(), tls.key());
    }
}
