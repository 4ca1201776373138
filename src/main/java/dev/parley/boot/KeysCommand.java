package dev.parley.boot;

import dev.parley.keys.KeyFile;
import java.util.List;
import java.util.Map;

/** {@code java -jar parley.jar keys add|swap|drop}: changes the keys that sign tokens, while nodes run. */
final class KeysCommand {
    /** What {@code --help} says of it. */
    static final String HELP =
            """
            Commands that change the keys which sign tokens, in PARLEY_JWT_KEY_FILE; running nodes notice within two minutes:
              keys add [--conf FILE]      makes a second key, which is accepted but does not sign yet
              keys swap [--conf FILE]     signs with it; the one before is accepted still
              keys drop [--conf FILE]     forgets all keys but the one that signs

            """;

    private static final String NAME = "keys";
    private static final String USAGE = "keys add|swap|drop [--conf FILE]";
    private static final int DONE = 0;
    private static final int FAILED = 1;

    private final List<String> args;
    private final Map<String, String> environment;

    private KeysCommand(List<String> args, Map<String, String> environment) {
        this.args = args;
        this.environment = environment;
    }

    static boolean isAsked(String[] args) {
        return args.length > 0 && args[0].equals(NAME);
    }

    static KeysCommand of(String[] args, Map<String, String> environment) {
        return new KeysCommand(List.of(args).subList(1, args.length), Map.copyOf(environment));
    }

    /** @return the exit code of the process */
    int run() {
        try {
            if (args.isEmpty()) {
                throw CommandSettings.usage(USAGE);
            }
            List<String> options = args.subList(1, args.size());
            change(new KeyFile(CommandSettings.load(options, environment, USAGE).jwtKeyFile()));
            return DONE;
        } catch (RuntimeException refused) {
            Terminal.refuse("change keys", StartFailure.known(refused));
            return FAILED;
        }
    }

    private void change(KeyFile file) {
        switch (args.get(0)) {
            case "add" -> file.add();
            case "swap" -> file.swap();
            case "drop" -> file.drop();
            default -> throw CommandSettings.usage(USAGE);
        }
        Terminal.say("keys now: "
                + file.read().stream().map(key -> key.getString("kid")).toList() + "; the first signs");
    }
}
