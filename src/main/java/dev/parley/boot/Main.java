package dev.parley.boot;

import dev.parley.config.SettingsHelp;
import io.vertx.launcher.application.VertxApplication;

/**
 * Starts Parley with the launcher of Vert.x: {@code java -jar parley.jar [-cluster] [--conf FILE] [--help]}; or exports or
 * imports what its stores keep; or changes the keys that sign tokens; or checks the settings.
 */
public final class Main extends VertxApplication {
    private Main(String[] args, Launch launch) {
        super(args, launch);
    }

    public static void main(String[] args) {
        if (ArchiveCommand.isAsked(args)) {
            System.exit(ArchiveCommand.of(args, System.getenv()).run());
        }
        if (KeysCommand.isAsked(args)) {
            System.exit(KeysCommand.of(args, System.getenv()).run());
        }
        if (ConfigCommand.isAsked(args)) {
            System.exit(ConfigCommand.of(args, System.getenv()).run());
        }
        CommonPool.widen(Runtime.getRuntime().availableProcessors(), System.getProperties());
        Launch launch = new Launch(args, System.getenv());
        new Main(args, launch).launch();
        if (!launch.isBegun()) {
            System.out.printf(
                    "%n%s%s%s%s", ArchiveCommand.HELP, KeysCommand.HELP, ConfigCommand.HELP, SettingsHelp.text());
        }
    }
}
